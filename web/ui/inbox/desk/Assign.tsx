import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Colleague, colleagues } from "../api/triage";
import { Dialog } from "../parts/Dialog";
import { Trouble } from "../parts/Trouble";
import { answered } from "../state/dialog";
import { sentence } from "../state/notice";
import { user } from "../state/session";
import { many, t } from "../words/speak";
import { Pick } from "./Pick";
import { useAim } from "./aim";
import { doAll } from "./bulk";
import { plain } from "./plain";

const NOBODY = "";

/** To whom: who is there, and has least to do, comes first. */
export function Assign() {
  const { ids, title } = useAim("assign");
  const [found, trouble] = [useSignal<readonly Colleague[] | null>(null), useSignal("")];
  useEffect(() => void colleagues().then((all) => (found.value = [...all].sort(readiest)), (problem: unknown) => (trouble.value = sentence(problem))), []);
  const give = (key: string) => {
    answered();
    void doAll({ step: "assign", user_id: key === NOBODY ? null : key }, ids);
  };
  return (
    <Dialog title={title} onClose={answered}>
      <Trouble text={trouble.value} />
      <Pick label={t("assign.to")} none={t(found.value ? "assign.none" : "loading")} options={(text) => (found.value ? fitting(found.value, text) : [])} onPick={({ key }) => give(key)} />
    </Dialog>
  );
}

const readiest = (one: Colleague, other: Colleague): number => Number(other.there) - Number(one.there) || one.waiting - other.waiting;

function fitting(all: readonly Colleague[], text: string) {
  const wanted = plain(text);
  const people = all.map((one) => ({ key: one.id, label: one.id === user.peek()?.id ? t("assign.me", { name: one.name }) : one.name, note: note(one) }));
  return [...people, { key: NOBODY, label: t("assign.nobody"), note: t("assign.nobody.note") }].filter(({ label }) => plain(label).includes(wanted));
}

function note({ there, waiting }: Colleague): string {
  return `${t(there ? "there" : "there.away")} · ${many("assign.waiting", waiting)}`;
}
