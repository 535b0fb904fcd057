// The search: one file of the build, loaded when somebody looks for something.
import "../App"; // so that esbuild puts all that is there from the start into one file, however it is shared
export { Search } from "./Search";
