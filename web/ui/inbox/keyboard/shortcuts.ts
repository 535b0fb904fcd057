import { computed } from "@preact/signals";
import { preferences } from "../state/preferences";

/** Single keys can be switched off, for those who speak to their computer (WCAG 2.1.4). */
export const shortcutsOn = computed(() => preferences.value.shortcuts);
