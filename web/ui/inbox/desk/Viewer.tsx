import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fileOf } from "../api/threads";
import type { Attachment } from "../api/words";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Loading } from "../parts/Loading";
import { complain } from "../state/notice";
import { isPicture } from "../thread/shown";
import { t } from "../words/speak";
import { size } from "../words/when";

const LONGEST = 200_000; // characters of a text that are shown; all of it is in the file

/** One file of a message after the other, large. at: which; none once it is closed. */
export function Viewer({ files, at }: { files: readonly Attachment[]; at: Signal<number> }) {
  const file = files[at.value];
  const go = (by: number) => void (at.value = (at.peek() + by + files.length) % files.length);
  useEffect(() => turnWith(go), [files.length]);
  if (!file) return null;
  const name = file.name || t("file.unnamed");
  return (
    <Dialog title={name} onClose={() => (at.value = -1)}>
      <div class="viewer">
        {isPicture(file) ? <img key={file.id} src={fileOf(file.id)} alt={name} /> : <Text key={file.id} file={file} name={name} />}
        <p>
          {files.length > 1 && <Button onClick={() => go(-1)}>{t("viewer.previous")}</Button>}
          {files.length > 1 && <span role="status">{t("viewer.place", { at: at.value + 1, of: files.length })}</span>}
          {files.length > 1 && <Button onClick={() => go(1)}>{t("viewer.next")}</Button>}
          <a class="button" href={fileOf(file.id)} download={file.name} target="_blank" rel="noopener">{t("viewer.save", { size: size(file.size) })}</a>
        </p>
      </div>
    </Dialog>
  );
}

function Text({ file, name }: { file: Attachment; name: string }) {
  const text = useSignal<string | null>(null);
  useEffect(() => void read(file.id).then((found) => (text.value = found), complain), []);
  if (text.value === null) return <Loading />;
  return <pre tabIndex={0} role="region" aria-label={name} dir="auto">{text.value}</pre>;
}

async function read(id: string): Promise<string> {
  const answer = await fetch(fileOf(id));
  return (await answer.text()).slice(0, LONGEST);
}

/** The arrow that points where the next one stands goes there, in both directions of writing. */
function turnWith(go: (by: number) => void): () => void {
  const press = ({ key }: KeyboardEvent) => {
    const ahead = getComputedStyle(document.body).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (key === "ArrowLeft" || key === "ArrowRight") go(key === ahead ? 1 : -1);
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}
