import { useSignal } from "@preact/signals";
import { createAdmin } from "../api/session";
import { Button } from "../parts/Button";
import { Choice } from "../parts/Choice";
import { TextField } from "../parts/TextField";
import { Trouble } from "../parts/Trouble";
import { complain } from "../state/notice";
import { enter } from "../state/session";
import { LANGUAGES, type Language, language, listenIn, t } from "../words/speak";
import { Password } from "./Password";
import { Stage } from "./Stage";
import { useSubmit } from "./submit";

const languages = Object.entries(LANGUAGES) as [Language, string][];

/** The first screen of a new Hilo. */
export function FirstAdmin() {
  const name = useSignal("");
  const email = useSignal("");
  const password = useSignal("");
  const { busy, error, submit } = useSubmit(async () => {
    const admin = { name: name.value, email: email.value, password: password.value, language: language.value };
    await enter(await createAdmin(admin), "first-account");
  });
  return (
    <Stage step={t("setup.step", { step: 1, of: 2 })} title={t("setup.title")} lead={t("setup.lead")}>
      <form onSubmit={submit}>
        <TextField label={t("name")} autocomplete="name" value={name} help={t("name.help")} autofocus />
        <TextField label={t("email")} type="email" autocomplete="username" value={email} />
        <Password label={t("password")} value={password} />
        <Choice label={t("language")} value={language.value} options={languages} onChange={(code) => void listenIn(code).catch(complain)} />
        <Trouble text={error.value} />
        <Button kind="main" submit busy={busy.value}>{t("setup.create")}</Button>
      </form>
    </Stage>
  );
}
