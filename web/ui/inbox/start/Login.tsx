import { useSignal } from "@preact/signals";
import { signIn } from "../api/session";
import { Button } from "../parts/Button";
import { TextField } from "../parts/TextField";
import { Trouble } from "../parts/Trouble";
import { demo, enter } from "../state/session";
import { t } from "../words/speak";
import { Stage } from "./Stage";
import { useSubmit } from "./submit";

export function Login({ expired }: { expired: boolean }) {
  const email = useSignal("");
  const password = useSignal("");
  const { busy, error, submit } = useSubmit(async () => enter(await signIn(email.value, password.value)));
  return (
    <Stage title={t("login.title")} lead={expired ? t("login.expired") : demo.value ? t("login.demo") : t("login.lead")}>
      <form onSubmit={submit}>
        <TextField label={t("email")} type="email" autocomplete="username" value={email} autofocus />
        <TextField label={t("password")} type="password" autocomplete="current-password" value={password} />
        <Trouble text={error.value} />
        <Button kind="main" submit busy={busy.value}>{t("login.enter")}</Button>
      </form>
    </Stage>
  );
}
