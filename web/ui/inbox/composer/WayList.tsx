import type { Way } from "../api/ways";
import { isUsable, keyOf } from "../state/ways";
import { WayLine } from "./WayLine";

interface WayListProps {
  id: string; // an option's is this with its place
  label: string; // the id of what names the list
  ways: readonly Way[];
  chosen: Way;
  at: number; // where the keys stand
  below: boolean; // there is more room under it
  onChoose: (index: number) => void;
}

/** Every way, the shut ones too, with their reason. */
export function WayList({ id, label, ways, chosen, at, below, onChoose }: WayListProps) {
  const keepFocus = (event: Event) => event.preventDefault();
  return (
    <ul id={id} class={below ? "ways below" : "ways"} role="listbox" aria-labelledby={label} onPointerDown={keepFocus}>
      {ways.map((way, index) => (
        <li
          key={keyOf(way)}
          id={`${id}-${index}`}
          role="option"
          class={index === at ? "at" : ""}
          aria-selected={way === chosen}
          aria-disabled={!isUsable(way)}
          onClick={() => onChoose(index)}
        >
          <WayLine way={way} whole />
        </li>
      ))}
    </ul>
  );
}
