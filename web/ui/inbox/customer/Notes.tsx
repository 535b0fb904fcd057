import type { CardNote } from "../api/card";
import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { stamp } from "../words/when";
import { linkTo } from "./link";
import { New } from "./New";
import { Section } from "./Section";

interface NotesProps {
  threadId: string;
  notes: readonly CardNote[];
  since: string | null;
}

export function Notes({ threadId, notes, since }: NotesProps) {
  if (!notes.length) return null;
  return (
    <Section name="notes" title={t("notes")} count={notes.length}>
      <ul class="recent">
        {notes.map((one) => (
          <li key={one.message_id}>
            <Icon name="note" />
            <p class="note-text" dir="auto">{one.text}</p>
            <span class="faint">{one.author_name} · <a href={linkTo(threadId, one.message_id)}>{stamp(one.at)}</a> <New at={one.at} since={since} /></span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
