import { useSignal } from "@preact/signals";
import type { Stretch } from "../api/card";
import { setOutcome } from "../api/episodes";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { Field } from "../parts/Field";
import { Icon } from "../parts/Icon";
import { IconButton } from "../parts/IconButton";
import { loadCard } from "../state/card";
import { t } from "../words/speak";
import { InPlace, useOpening } from "./InPlace";

const LONGEST = 500; // characters
const POINTS = [1, 2, 3, 4, 5] as const;

interface OutcomeProps {
  threadId: string;
  episode: Stretch;
}

/** How an episode ended, in a colleague's words, and how content the customer said they were. */
export function Outcome({ threadId, episode }: OutcomeProps) {
  const { open, start, close, place } = useOpening();
  const known = episode.outcome !== "" || episode.satisfaction !== null;
  if (open) return <Form threadId={threadId} episode={episode} close={close} />;
  return (
    <div class="editable" ref={place}>
      {known && <Ending episode={episode} />}
      {known && <IconButton icon="edit" kind="edit" label={t("edit.what", { what: t("outcome") })} onClick={start} />}
      {!known && <Button kind="quiet" icon="edit" onClick={start}>{t("outcome.ask")}</Button>}
    </div>
  );
}

function Ending({ episode: { outcome, satisfaction } }: { episode: Stretch }) {
  return (
    <div>
      {outcome && <p class="fact" dir="auto"><Icon name="done" />{outcome}</p>}
      {satisfaction !== null && <p class="faint">{t("episode.satisfaction", { points: satisfaction })}</p>}
    </div>
  );
}

function Form({ threadId, episode, close }: OutcomeProps & { close: () => void }) {
  const [outcome, said] = [useSignal(episode.outcome), useSignal(String(episode.satisfaction ?? ""))];
  const save = async () => {
    await setOutcome(episode.id, outcome.value.trim(), said.value ? Number(said.value) : null);
    await loadCard(threadId);
  };
  const levels = POINTS.map((points) => [String(points), t(`satisfaction.${points}`)] as const);
  return (
    <InPlace label={t("outcome")} save={save} close={close}>
      <Field label={t("outcome")}>
        {(tied) => <input {...tied} dir="auto" maxLength={LONGEST} value={outcome.value} onInput={(event) => (outcome.value = event.currentTarget.value)} />}
      </Field>
      <Choice label={t("satisfaction")} value={said.value} options={[["", t("satisfaction.none")], ...levels]} onChange={(points) => (said.value = points)} />
    </InPlace>
  );
}
