import { say } from "./host";
import { site } from "./session";
import { online } from "./talk";
import { t } from "./words";

export function Header() {
  return (
    <header>
      <div>
        <h1>{site.value?.title ?? " "}</h1>
        <p class={online.value ? "here" : "away"} role="status">{site.value && t(online.value ? "online" : "away")}</p>
      </div>
      <button type="button" class="bare" aria-label={t("close")} onClick={() => say({ hilo: "close" })}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
      </button>
    </header>
  );
}
