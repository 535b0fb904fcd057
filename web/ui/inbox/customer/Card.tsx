import type { Card as Known } from "../api/card";
import { Button } from "../parts/Button";
import { Trouble } from "../parts/Trouble";
import { cardOf, loadCard, troubles } from "../state/card";
import { conversationOf } from "../state/conversation";
import { t } from "../words/speak";
import { CardSkeleton } from "./CardSkeleton";
import { Claims } from "./Claims";
import { Episodes } from "./Episodes";
import { Fields } from "./Fields";
import { Files } from "./Files";
import { Identities } from "./Identities";
import { useLooking } from "./looking";
import { Merges } from "./Merges";
import { Mood } from "./Mood";
import { Notes } from "./Notes";
import { Promises } from "./Promises";
import { Suggestions } from "./Suggestions";
import { Who } from "./Who";

/** Who this is, what was said and promised, and how it went. */
export function Card({ id }: { id: string }) {
  const since = useLooking(id);
  const card = cardOf(id);
  const trouble = troubles.value.get(id) ?? "";
  return (
    <>
      {trouble && (
        <div class="card-trouble">
          <Trouble text={trouble} />
          <Button icon="reopen" onClick={() => void loadCard(id)}>{t("again")}</Button>
        </div>
      )}
      {card ? <Whole id={id} card={card} since={since} /> : !trouble && <CardSkeleton />}
    </>
  );
}

/** What an agent needs first stands first: who it is, what is owed to them, and how it went; then where they are to be found. */
function Whole({ id, card, since }: { id: string; card: Known; since: string | null }) {
  const customer = conversationOf(id)?.customer ?? card.customer;
  return (
    <>
      <Who threadId={id} customer={customer} guess={{ language: card.language_guess, zone: card.zone_guess }} />
      <Suggestions threadId={id} customer={customer} suggestions={card.suggestions} />
      <Promises threadId={id} promises={card.promises} since={since} />
      <Mood threadId={id} points={card.mood} />
      <Episodes threadId={id} episodes={card.episodes} since={since} />
      <Identities threadId={id} customer={customer} since={since} />
      <Claims threadId={id} customer={customer} since={since} />
      <Merges threadId={id} customer={customer} />
      <Fields threadId={id} customer={customer} />
      <Notes threadId={id} notes={card.notes} since={since} />
      <Files threadId={id} files={card.files} since={since} />
    </>
  );
}
