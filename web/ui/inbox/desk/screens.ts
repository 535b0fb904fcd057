// What the inbox has at hand but rarely shows: one file of the build, loaded as soon as the inbox stands.
import "../App"; // so that esbuild puts all that is there from the start into one file, however it is shared
export { Templates, TemplateSwitch } from "../composer/Templates";
export { Dialogs } from "./Dialogs";
