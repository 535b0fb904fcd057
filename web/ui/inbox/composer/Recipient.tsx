import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Way } from "../api/ways";
import { Icon } from "../parts/Icon";
import { bringAlong } from "../state/drafts";
import { isUsable, pick } from "../state/ways";
import { t } from "../words/speak";
import { CHOSEN, step } from "./listbox";
import { Unproven, WayLine } from "./WayLine";
import { WayList } from "./WayList";

interface RecipientProps {
  threadId: string;
  ways: readonly Way[];
  chosen: Way | undefined;
}

/** Always in sight: where these words will go. */
export function Recipient({ threadId, ways, chosen }: RecipientProps) {
  if (!chosen) return <p class="recipient"><Icon name="warning" />{t("recipient.none")}</p>;
  return <Chooser ways={ways} chosen={chosen} onChoose={(way) => (bringAlong(threadId, chosen.channel, way.channel), pick(threadId, way))} />;
}

interface ChooserProps {
  ways: readonly Way[];
  chosen: Way;
  onChoose: (way: Way) => void;
}

function Chooser({ ways, chosen, onChoose }: ChooserProps) {
  const [id, box] = [useId(), useRef<HTMLDivElement>(null)];
  const { at, below, move } = useStanding(box);
  const [open, start, label] = [at >= 0, ways.indexOf(chosen), `${id}-label`];
  const choose = (index: number) => {
    const way = ways[index];
    if (!way || !isUsable(way)) return;
    onChoose(way);
    move(-1);
  };
  const press = (event: KeyboardEvent) => {
    const next = step(event.key, at, start, ways.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // Escape folds this list, and leaves nothing else
    if (next === CHOSEN) choose(at);
    else move(next);
  };
  const about = {
    "aria-labelledby": label,
    "aria-haspopup": "listbox",
    "aria-expanded": open,
    "aria-controls": open ? id : undefined,
    "aria-activedescendant": open ? `${id}-${at}` : undefined,
  } as const;
  return (
    <div class="recipient" ref={box}>
      <span id={label} class="recipient-label">{t("recipient")}</span>
      <button type="button" role="combobox" class="recipient-face" {...about} onClick={() => move(open ? -1 : start)} onKeyDown={press} onBlur={() => move(-1)}>
        <WayLine way={chosen} />
        <Icon name="chevron" />
      </button>
      <Unproven way={chosen} />
      {open && <WayList id={id} label={label} ways={ways} chosen={chosen} at={at} below={below} onChoose={choose} />}
    </div>
  );
}

/** at: the option that the keys stand on, -1 while the list is folded. It unfolds to where there is more room. */
function useStanding(box: { current: HTMLDivElement | null }) {
  const [at, below] = [useSignal(-1), useSignal(false)];
  useEffect(() => box.current?.querySelector(".at")?.scrollIntoView({ block: "nearest" }), [at.value]);
  const move = (next: number) => {
    if (at.value < 0) below.value = (box.current?.getBoundingClientRect().top ?? 0) < innerHeight / 2;
    at.value = next;
  };
  return { at: at.value, below: below.value, move };
}
