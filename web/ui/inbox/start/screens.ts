// Before the inbox: one file of the build, which whoever is signed in never loads.
import "../App"; // so that esbuild puts all that is there from the start into one file, however it is shared
export { FirstAdmin } from "./FirstAdmin";
export { Login } from "./Login";
