import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { moodIcon, moodOf } from "./feeling";

export function MoodMark({ anger, valence }: { anger: number; valence: number }) {
  const mood = moodOf({ anger, valence });
  return <span class={`mood ${mood}`}><Icon name={moodIcon(mood)} />{t(`mood.${mood}`)}</span>;
}
