import { useSignal } from "@preact/signals";
import { type Version, versions } from "../api/threads";
import type { Message } from "../api/words";
import { Icon } from "../parts/Icon";
import { complain } from "../state/notice";
import { t } from "../words/speak";
import { exact, stamp, timeOfDay } from "../words/when";
import { Linked } from "./Linked";
import { Toggle } from "./Words";

/** That its writer changed a message or took it back, and what it said before. */
export function Versions({ message }: { message: Message }) {
  const before = useSignal<readonly Version[] | null>(null);
  const { deleted_at, edited_at, direction } = message;
  const at = deleted_at ?? edited_at;
  if (!at) return null;
  const turn = () => (before.value ? (before.value = null) : versions(message.id).then((all) => (before.value = all), complain));
  const show = deleted_at ? t("deleted.show") : t("edited.show");
  return (
    <div class="versions">
      <p class="mark">
        <Icon name={deleted_at ? "close" : "note"} />
        <time dateTime={at} title={exact(at)}>{deleted_at ? t(direction === "in" ? "deleted.in" : "deleted") : t("edited", { time: stamp(at) })}</time>
        <Toggle on={before.value !== null} text={before.value ? t("versions.hide") : show} onClick={() => void turn()} />
      </p>
      {before.value?.map((one) => (
        <blockquote key={one.until}>
          <small class="faint">{t("versions.until", { time: timeOfDay(one.until) })}</small>
          <Linked text={one.text} />
        </blockquote>
      ))}
    </div>
  );
}
