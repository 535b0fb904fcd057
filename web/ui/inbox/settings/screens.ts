// What few people open, and seldom: one file of the build, loaded when the first of it is shown.
import "../App"; // so that esbuild puts all that is there from the start into one file, however it is shared
export { EraseDialog } from "../rights/EraseDialog";
export { ExportDialog } from "../rights/ExportDialog";
export { FirstAccount } from "../start/FirstAccount";
export { Settings } from "./Settings";
