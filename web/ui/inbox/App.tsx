import { route } from "./state/route";
import { stage } from "./state/session";
import { Inbox } from "./shell/Inbox";
import { NoticeBar } from "./shell/NoticeBar";
import { Down } from "./start/Down";
import { FirstAccount } from "./start/FirstAccount";
import { FirstAdmin } from "./start/FirstAdmin";
import { Login } from "./start/Login";
import { Loading } from "./parts/Loading";
import { Settings } from "./settings/Settings";

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
      return <FirstAdmin />;
    case "login":
      return <Login expired={now.expired} />;
    case "first-account":
      return <FirstAccount me={now.me} />;
    case "inbox":
      return <Inbox>{route.value.screen === "settings" && <Settings />}</Inbox>;
  }
}
