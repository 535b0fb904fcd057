import type { Mood } from "../api/words";
import type { IconName } from "../parts/icons";

export type Feeling = "angry" | "upset" | "uneasy" | "calm" | "glad";
export type Told = Pick<Mood, "anger" | "valence">;

const ICONS: Record<Feeling, IconName> = { angry: "flame", upset: "frown", uneasy: "calm", calm: "calm", glad: "smile" };
const ANGRY = 0.5; // as the patience table has it at first; a supervisor moves when it counts, not what it is called
const UPSET = 0.5;
const UNEASY = 0.3;
const GLAD = 0.4;

export function moodOf({ anger, valence }: Told): Feeling {
  if (anger >= ANGRY) return "angry";
  const bad = Math.max(anger, -valence);
  if (bad >= UPSET) return "upset";
  if (bad >= UNEASY) return "uneasy";
  return valence >= GLAD ? "glad" : "calm";
}

export const moodIcon = (feeling: Feeling): IconName => ICONS[feeling];
/** Worth a word: whoever is merely uneasy waits less, too. */
export const isTold = (told: Told): boolean => !["calm", "glad"].includes(moodOf(told));
export const isBad = (told: Told): boolean => ["angry", "upset"].includes(moodOf(told));
