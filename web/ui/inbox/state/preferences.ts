import { computed, signal } from "@preact/signals";
import type { Preferences } from "../api/words";
import { stage } from "./session";

const USUAL: Preferences = { hold: 5, tone: true, notify: "off", sound: false, shortcuts: true, keys: {} };

/** What was just chosen here and the server has not confirmed yet (desk/prefer.ts). */
export const chosen = signal<Partial<Preferences>>({});

/** How this agent wants their own screens to behave, on every computer. */
export const preferences = computed<Preferences>(() => ({
  ...("me" in stage.value ? stage.value.me.preferences : USUAL),
  ...chosen.value,
}));
