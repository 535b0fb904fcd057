import type { CardFile } from "../api/card";
import { fileOf } from "../api/threads";
import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { size, stamp } from "../words/when";
import { linkTo } from "./link";
import { New } from "./New";
import { Section } from "./Section";

interface FilesProps {
  threadId: string;
  files: readonly CardFile[];
  since: string | null;
}

export function Files({ threadId, files, since }: FilesProps) {
  if (!files.length) return null;
  return (
    <Section name="files" title={t("card.files")} count={files.length}>
      <ul class="recent">
        {files.map((one) => (
          <li key={one.id}>
            <Icon name={one.mime.startsWith("image/") ? "image" : "file"} />
            <a href={fileOf(one.id)} target="_blank" rel="noopener">{one.name || t("file.unnamed")}</a>
            <span class="faint">
              {size(one.size)} · {t(one.direction === "in" ? "file.theirs" : "file.ours")} · <a href={linkTo(threadId, one.message_id)}>{stamp(one.at)}</a> <New at={one.at} since={since} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
