import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type CommandName, USUAL, keysOf } from "../keyboard/keys";
import { IconButton } from "../parts/IconButton";
import { t } from "../words/speak";
import { Keys } from "./Keys";
import { add, rekey, rivalOf } from "./rekey";

/** A command's key: a button that takes the key that is pressed next. */
export function KeyButton({ name }: { name: CommandName }) {
  const face = useRef<HTMLButtonElement>(null);
  const asked = useSignal<string | null>(null); // the presses so far, while we wait for one
  const taken = useSignal("");
  const [keys, what] = [keysOf(name), t(`key.${name}`)];
  const choose = (presses: string) => {
    const rival = rivalOf(name, presses);
    taken.value = rival ? t("keys.taken", { keys: presses, what: t(`key.${rival}`) }) : "";
    if (!rival) rekey(name, presses);
    return !rival;
  };
  const stop = () => void ([asked.value, taken.value] = [null, ""]);
  const press = (event: KeyboardEvent) => {
    if (asked.value === null || event.key === "Tab") return;
    event.preventDefault(); // Escape ends the waiting, and leaves the map open
    if (event.key === "Escape") return stop();
    const now = add(asked.value, event);
    if (now?.ready) asked.value = choose(now.presses) ? null : "";
    else if (now) asked.value = now.presses + " ";
  };
  const reset = () => choose(USUAL[name]) && face.current?.focus();
  const shown = asked.value === null ? keys || t("keys.none") : asked.value || t("keys.press");
  return (
    <>
      <button ref={face} type="button" class="key" aria-label={t("keys.change", { what, keys: shown })} aria-pressed={asked.value !== null} onClick={() => (asked.value = "")} onKeyDown={press} onBlur={stop}>
        {asked.value === null ? <Keys keys={keys} /> : <span>{shown}</span>}
      </button>
      {keys !== USUAL[name] && <IconButton icon="reopen" label={t("keys.reset", { what, keys: USUAL[name] })} onClick={reset} />}
      <p class="error" role="alert">{taken.value}</p>
    </>
  );
}
