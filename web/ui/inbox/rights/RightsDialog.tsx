import { Later } from "../parts/Later";
import { SETTINGS } from "../state/later";
import { asked, done } from "./asked";

/** Stands beside the menu, not in it: a menu that folds would take its dialog along. */
export function RightsDialog() {
  if (!asked.value) return null;
  const { right, customer } = asked.value;
  return (
    <Later
      of={SETTINGS}
      meanwhile={null}
      show={({ ExportDialog, EraseDialog }) =>
        right === "export" ? <ExportDialog customer={customer} onClose={done} /> : <EraseDialog customer={customer} onClose={done} />
      }
    />
  );
}
