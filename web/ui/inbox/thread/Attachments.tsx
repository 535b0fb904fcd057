import { fileOf } from "../api/threads";
import type { Attachment } from "../api/words";
import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { size } from "../words/when";
import { Fetching, NotFetched } from "./Fetching";
import { Played } from "./Played";

/** What the server hands out to be shown or played; every other kind is only saved. */
const PICTURES = /^image\/(png|jpeg|gif|webp|avif)$/i;
const PLAYED = /^(audio\/(mpeg|ogg|mp4|x-m4a|aac|wav|x-wav)|video\/(mp4|webm)) *(;|$)/i;

export function Attachments({ files }: { files: readonly Attachment[] }) {
  const shown = files.filter((file) => !file.cid);
  if (!shown.length) return null;
  return (
    <ul class="files" aria-label={t("files")}>
      {shown.map((file) => <li key={file.id}><Shown file={file} /></li>)}
    </ul>
  );
}

function Shown({ file }: { file: Attachment }) {
  if (file.state === "wanted") return <Fetching file={file} />;
  if (file.state === "failed") return <NotFetched file={file} />;
  if (PICTURES.test(file.mime)) return <Picture file={file} />;
  if (PLAYED.test(file.mime)) return <Played file={file}><Saved file={file} /></Played>;
  return <Saved file={file} />;
}

function Picture({ file }: { file: Attachment }) {
  return (
    <a class="picture" href={fileOf(file.id)} target="_blank" rel="noopener">
      <img src={fileOf(file.id)} alt={file.name || t("file.unnamed")} loading="lazy" />
    </a>
  );
}

function Saved({ file }: { file: Attachment }) {
  return (
    <a href={fileOf(file.id)} target="_blank" rel="noopener" download={file.name}>
      <Icon name="file" />
      <span>{file.name || t("file.unnamed")}</span>
      <small>{size(file.size)}</small>
    </a>
  );
}
