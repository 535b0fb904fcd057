import { fileOf } from "../api/threads";
import type { Attachment } from "../api/words";
import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { size } from "../words/when";

export function Attachments({ files }: { files: readonly Attachment[] }) {
  const shown = files.filter((file) => !file.cid);
  if (!shown.length) return null;
  return (
    <ul class="files" aria-label={t("files")}>
      {shown.map((file) => (
        <li key={file.id}>
          <a href={fileOf(file.id)} target="_blank" rel="noopener" download={file.mime.startsWith("image/") ? undefined : file.name}>
            <Icon name={file.mime.startsWith("image/") ? "image" : "file"} />
            <span>{file.name || t("file.unnamed")}</span>
            <small>{size(file.size)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}
