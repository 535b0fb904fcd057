import { type Told, moodIcon, moodOf } from "../words/mood";
import { t } from "../words/speak";
import { Icon } from "./Icon";

/** How something sounded, as a word with its sign: never only a colour. */
export function MoodMark({ anger, valence }: Told) {
  const mood = moodOf({ anger, valence });
  return <span class={`mood ${mood}`}><Icon name={moodIcon(mood)} />{t(`mood.${mood}`)}</span>;
}
