import "./panel.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { Composer } from "./Composer";
import { Header } from "./Header";
import { hear, say } from "./host";
import { Log } from "./Log";
import { shown } from "./looked";
import { paint } from "./paint";
import { ProofRow } from "./ProofRow";
import { identify, site } from "./session";
import { phase, run, trouble } from "./talk";
import { t } from "./words";

function Panel() {
  return (
    <div class="panel" role="dialog" aria-label={site.value?.title ?? t("log")} onKeyDown={leave}>
      <Header />
      <Log />
      {phase.value === "lost" && <p class="notice" role="status">{t("lost")}</p>}
      {phase.value === "off" && <p class="notice" role="alert">{trouble.value}</p>}
      <ProofRow />
      <Composer />
    </div>
  );
}

function leave(event: KeyboardEvent): void {
  if (event.key === "Escape" && !event.isComposing) say({ hilo: "close" });
}

hear((heard) => {
  if (heard.hilo === "identify") identify(heard.jwt);
  else shown.value = heard.hilo === "shown";
});
effect(() => {
  if (site.value) paint(site.value.accent);
});
render(<Panel />, document.body);
say({ hilo: "ready" });
void run();
