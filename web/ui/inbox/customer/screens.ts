// The card beside the thread: one file of the build, loaded when the first thread is opened.
import "../App"; // so that esbuild puts all that is there from the start into one file, however it is shared
export { Card } from "./Card";
