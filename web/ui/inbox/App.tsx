import { SEARCH, SETTINGS, START } from "./state/later";
import { route } from "./state/route";
import { stage } from "./state/session";
import { Inbox } from "./shell/Inbox";
import { NoticeBar } from "./shell/NoticeBar";
import { Down } from "./start/Down";
import { LaterScreen } from "./parts/Later";
import { Loading } from "./parts/Loading";

export function App() {
  return (
    <>
      <Screen />
      <NoticeBar />
    </>
  );
}

function Screen() {
  const now = stage.value;
  switch (now.name) {
    case "loading":
      return <Loading />;
    case "down":
      return <Down sentence={now.sentence} />;
    case "setup":
      return <LaterScreen of={START} show={({ FirstAdmin }) => <FirstAdmin />} />;
    case "login":
      return <LaterScreen of={START} show={({ Login }) => <Login expired={now.expired} />} />;
    case "first-account":
      return <LaterScreen of={SETTINGS} show={({ FirstAccount }) => <FirstAccount me={now.me} />} />;
    case "inbox":
      return <Inbox>{besides()}</Inbox>;
  }
}

/** What stands in place of the three panes. */
function besides() {
  switch (route.value.screen) {
    case "search":
      return <LaterScreen of={SEARCH} show={({ Search }) => <Search />} />;
    case "settings":
      return <LaterScreen of={SETTINGS} show={({ Settings }) => <Settings />} />;
    case "inbox":
      return null;
  }
}
