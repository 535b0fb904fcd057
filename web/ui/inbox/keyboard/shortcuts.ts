import { effect, signal } from "@preact/signals";
import { keep, recall } from "../state/kept";

/** Single keys can be switched off, for those who speak to their computer (WCAG 2.1.4). */
export const shortcutsOn = signal(recall("shortcuts") !== "off");

effect(() => keep("shortcuts", shortcutsOn.value ? "" : "off"));
