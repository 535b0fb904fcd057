import { dialog } from "../state/dialog";
import { KeyMap } from "./KeyMap";

/** The one that is open. */
export function Dialogs() {
  switch (dialog.value) {
    case "keys":
      return <KeyMap />;
    case null:
      return null;
  }
}
