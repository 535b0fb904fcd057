import { type ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { CustomerPane } from "../customer/CustomerPane";
import { Queue } from "../queue/Queue";
import { dialog } from "../state/dialog";
import { DESK } from "../state/later";
import { restore } from "../state/outgoing";
import { route } from "../state/route";
import { connect, disconnect } from "../state/stream";
import { Later } from "../parts/Later";
import { ThreadPane } from "../thread/ThreadPane";
import { t } from "../words/speak";
import { ConnectionBar } from "./ConnectionBar";
import { Rail } from "./Rail";
import { followTitle } from "./title";

const SETTLED = 300; // milliseconds: what is on the screen at once comes first

/** The frame around everything an agent sees; its child, where there is one, stands in place of the three panes. */
export function Inbox({ children }: { children: ComponentChildren }) {
  useEffect(() => {
    restore();
    connect();
    const unfollow = followTitle();
    const fetching = setTimeout(DESK.load, SETTLED);
    return () => (disconnect(), unfollow(), clearTimeout(fetching));
  }, []);
  return (
    <div class="shell">
      <Rail />
      <div class="desk">
        <ConnectionBar />
        {children || <Panes />}
      </div>
      <Tools />
    </div>
  );
}

/** Dialogs that a key or a button may open at any time. */
function Tools() {
  return dialog.value && <Later of={DESK} show={({ Dialogs }) => <Dialogs />} meanwhile={null} />;
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
