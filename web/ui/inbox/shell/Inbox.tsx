import { type ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { CustomerPane } from "../customer/CustomerPane";
import { KeyMap } from "../keyboard/KeyMap";
import { Queue } from "../queue/Queue";
import { restore } from "../state/outgoing";
import { route } from "../state/route";
import { connect, disconnect } from "../state/stream";
import { ThreadPane } from "../thread/ThreadPane";
import { t } from "../words/speak";
import { ConnectionBar } from "./ConnectionBar";
import { Rail } from "./Rail";
import { followTitle } from "./title";

/** The frame around everything an agent sees; its child, where there is one, stands in place of the three panes. */
export function Inbox({ children }: { children: ComponentChildren }) {
  useEffect(() => {
    restore();
    connect();
    const unfollow = followTitle();
    return () => (disconnect(), unfollow());
  }, []);
  return (
    <div class="shell">
      <Rail />
      <div class="desk">
        <ConnectionBar />
        {children || <Panes />}
      </div>
      <KeyMap />
    </div>
  );
}

function Panes() {
  const here = route.value;
  if (here.screen !== "inbox") return null;
  const front = here.panel ? "customer" : here.thread ? "thread" : "queue";
  return (
    <>
      <header class="unseen"><h1>{t("title")}</h1></header>
      <div class="panes" data-front={front}>
        <Queue view={here.view} />
        <ThreadPane key={here.thread} id={here.thread} view={here.view} />
        {here.thread && <CustomerPane id={here.thread} view={here.view} />}
      </div>
    </>
  );
}
