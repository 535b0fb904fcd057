// What supervisors open: how long people may wait, who answers what, and how well moods are heard.
import "../App"; // so that esbuild puts all that is there from the start into one file, however it is shared
export { MoodReport } from "../mood/MoodReport";
export { Teams } from "../teams/Teams";
export { Patience } from "./Patience";
