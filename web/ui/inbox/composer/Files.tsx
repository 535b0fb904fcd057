import type { Way } from "../api/ways";
import { fileOf } from "../api/threads";
import { Icon } from "../parts/Icon";
import { IconButton } from "../parts/IconButton";
import { type Upload, carry, withdraw } from "../state/uploads";
import { t } from "../words/speak";
import { size } from "../words/when";
import { misfit } from "./limits";

interface FilesProps {
  threadId: string;
  way: Way;
  uploads: readonly Upload[];
}

export function Files({ threadId, way, uploads }: FilesProps) {
  if (!uploads.length) return null;
  return (
    <ul class="uploads" aria-label={t("files")}>
      {uploads.map((one) => {
        const problem = one.problem || misfit(way, one);
        return (
          <li key={one.key} class={problem ? "wrong" : ""}>
            <Preview one={one} />
            <span class="upload-name">{one.name}</span>
            {problem ? <span class="error" role="alert">{problem}</span> : <Progress one={one} />}
            {one.problem && one.file && <IconButton icon="reopen" label={t("again")} onClick={() => void carry(threadId, one)} />}
            <IconButton icon="close" label={t("attach.remove", { name: one.name })} onClick={() => withdraw(threadId, one)} />
          </li>
        );
      })}
    </ul>
  );
}

function Preview({ one }: { one: Upload }) {
  const picture = one.picture || (one.mime.startsWith("image/") && fileOf(one.id));
  return picture ? <img src={picture} alt="" /> : <Icon name="file" />;
}

function Progress({ one }: { one: Upload }) {
  if (one.id) return <small class="faint">{size(one.size)}</small>;
  return <progress aria-label={t("attach.uploading")} value={one.share} />;
}
