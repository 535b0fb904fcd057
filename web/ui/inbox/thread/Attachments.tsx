import { useSignal } from "@preact/signals";
import { fileOf } from "../api/threads";
import type { Attachment } from "../api/words";
import { Icon } from "../parts/Icon";
import { Later } from "../parts/Later";
import { DESK } from "../state/later";
import { t } from "../words/speak";
import { size } from "../words/when";
import { isPicture, isViewed } from "./shown";

/** What the server hands out to be played. */
const PLAYED = /^(audio\/(mpeg|ogg|mp4|x-m4a|aac|wav|x-wav)|video\/(mp4|webm)) *(;|$)/i;

export function Attachments({ files }: { files: readonly Attachment[] }) {
  const viewed = useSignal(-1);
  const shown = files.filter((file) => !file.cid);
  const viewable = shown.filter(isViewed);
  const open = (event: MouseEvent) => {
    const chosen = (event.target as Element).closest("[data-view]")?.getAttribute("data-view");
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab of its own, as any link
    event.preventDefault();
    viewed.value = viewable.findIndex(({ id }) => id === chosen);
  };
  if (!shown.length) return null;
  return (
    <>
      <ul class="files" aria-label={t("files")} onClick={open}>
        {shown.map((file) => <li key={file.id}><Shown file={file} /></li>)}
      </ul>
      {viewed.value >= 0 && <Later of={DESK} show={({ Viewer }) => <Viewer files={viewable} at={viewed} />} meanwhile={null} />}
    </>
  );
}

function Shown({ file }: { file: Attachment }) {
  if (file.state === "wanted") return <Later of={DESK} show={({ Fetching }) => <Fetching file={file} />} meanwhile={null} />;
  if (file.state === "failed") return <Later of={DESK} show={({ NotFetched }) => <NotFetched file={file} />} meanwhile={null} />;
  if (isPicture(file)) return <Picture file={file} />;
  if (PLAYED.test(file.mime)) return <Later of={DESK} show={({ Played }) => <Played file={file}><Saved file={file} /></Played>} meanwhile={<Saved file={file} />} />;
  return <Saved file={file} />;
}

function Picture({ file }: { file: Attachment }) {
  return (
    <a class="picture" href={fileOf(file.id)} target="_blank" rel="noopener" data-view={file.id} aria-haspopup="dialog">
      <img src={fileOf(file.id)} alt={file.name || t("file.unnamed")} loading="lazy" />
    </a>
  );
}

function Saved({ file }: { file: Attachment }) {
  return (
    <a href={fileOf(file.id)} target="_blank" rel="noopener" download={file.name} data-view={isViewed(file) ? file.id : undefined}>
      <Icon name="file" />
      <span>{file.name || t("file.unnamed")}</span>
      <small>{size(file.size)}</small>
    </a>
  );
}
