import { effect, signal } from "@preact/signals";
import { keep, recall } from "./kept";

export type Theme = "system" | "light" | "dark";
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

export const theme = signal<Theme>(THEMES.find((name) => name === recall("theme")) ?? "system");

effect(() => {
  document.documentElement.dataset.theme = theme.value;
  keep("theme", theme.value);
});
