import { dialog } from "../state/dialog";
import { Assign } from "./Assign";
import { KeyMap } from "./KeyMap";
import { Palette } from "./Palette";
import { PreferencesDialog } from "./Preferences";
import { Skip } from "./Skip";
import { Snooze } from "./Snooze";

/** The one that is open. */
export function Dialogs() {
  switch (dialog.value) {
    case "assign":
      return <Assign />;
    case "keys":
      return <KeyMap />;
    case "palette":
      return <Palette />;
    case "preferences":
      return <PreferencesDialog />;
    case "skip":
      return <Skip />;
    case "snooze":
      return <Snooze />;
    case null:
      return null;
  }
}
