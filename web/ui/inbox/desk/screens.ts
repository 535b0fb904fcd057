// What the inbox has at hand but rarely shows: one file of the build, loaded as soon as the inbox stands.
import "../App"; // so that esbuild puts all that is there from the start into one file, however it is shared
export { Templates, TemplateSwitch } from "../composer/Templates";
export { Alongside } from "../composer/Alongside";
export { PromiseSwitch } from "../composer/PromiseLine";
export { AgentChoices } from "./AgentChoices";
export { BulkBar } from "./BulkBar";
export { Dialogs } from "./Dialogs";
export { doAll } from "./bulk";
export { EmptyQueue } from "./EmptyQueue";
export { FilterPanel } from "./FilterPanel";
export { Held } from "./Held";
export { Stopped } from "./Stopped";
export { announce } from "../state/notify";
export { showTyping } from "../state/showing";
export { Fetching, NotFetched } from "../thread/Fetching";
export { NextWay } from "../composer/NextWay";
export { Instead } from "../thread/Instead";
export { Original } from "../thread/Original";
export { Played } from "../thread/Played";
export { turn } from "../thread/correcting";
export { MoodLine, SayAngry } from "../thread/MoodLine";
export { Reactions } from "../thread/Reactions";
export { Sought } from "../thread/Sought";
export { Others } from "../thread/Others";
export { Viewer } from "./Viewer";
export { Following, Steps } from "../thread/Happened";
export { Tags } from "../thread/Tags";
export { Versions } from "../thread/Versions";
