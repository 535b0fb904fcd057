// The screens that few people open, and seldom: one file of the build, loaded when the first of them is shown.
export { FirstAccount } from "../start/FirstAccount";
export { Settings } from "./Settings";
