import type { Signal } from "@preact/signals";
import type { Why } from "../api/moods";
import type { Message, Mood } from "../api/words";
import { Icon } from "../parts/Icon";
import { IconButton } from "../parts/IconButton";
import type { IconName } from "../parts/icons";
import { MoodMark } from "../parts/MoodMark";
import { isTold, moodOf } from "../words/mood";
import { iconOf } from "../words/reason";
import { signalWords } from "../words/signal";
import { t } from "../words/speak";
import { ask, correct } from "./correcting";
import { Reading } from "./Reading";
import { Toggle } from "./Words";

interface MoodLineProps {
  message: Message;
  mood: Mood;
  why: Signal<Why | null>;
}

/** How a message sounds, what it asks for and by which words; and where that is wrong, a way to say so. */
export function MoodLine({ message, mood, why }: MoodLineProps) {
  const corrected = mood.tier === "agent";
  const signals = mood.signals.flatMap((code) => signalWords(code, mood.shown[code]) ?? []);
  if (!corrected && !isTold(mood) && !signals.length) return null;
  const turn = () => void (why.value ? (why.value = null) : ask(message.id, why));
  return (
    <div class="felt">
      {(corrected || isTold(mood)) && (
        <p>
          <MoodMark {...mood} />
          {corrected && <span class="faint">{t("mood.corrected")}</span>}
          {!corrected && <Toggle on={why.value !== null} text={t("why")} onClick={turn} />}
          <Corrections message={message} mood={mood} />
        </p>
      )}
      {why.value && <Reading why={why.value} />}
      {mood.signals.map((code) => <Heard key={code} icon={iconOf(code)} said={signalWords(code, mood.shown[code])} />)}
    </div>
  );
}

/** In the head of a message that shows no mood. */
export function SayAngry({ message }: { message: Message }) {
  return <IconButton icon="flame" kind="say-angry" label={t("mood.sayAngry")} onClick={() => void correct(message, true)} />;
}

function Corrections({ message, mood }: { message: Message; mood: Mood }) {
  const feeling = moodOf(mood);
  if (mood.tier === "agent") return <Correction icon="back" text={t("mood.takeBack")} onClick={() => correct(message, null)} />;
  return (
    <>
      {feeling !== "angry" && <Correction icon="flame" text={t("mood.isAngry")} onClick={() => correct(message, true)} />}
      <Correction icon="calm" text={t("mood.notAngry")} onClick={() => correct(message, false)} />
    </>
  );
}

function Correction({ icon, text, onClick }: { icon: IconName; text: string; onClick: () => Promise<void> }) {
  return <button type="button" class="toggle" onClick={() => void onClick()}><Icon name={icon} />{text}</button>;
}

function Heard({ icon, said }: { icon: IconName | undefined; said: string | undefined }) {
  if (!said) return null;
  return <p class="heard">{icon && <Icon name={icon} />}{said}</p>;
}
