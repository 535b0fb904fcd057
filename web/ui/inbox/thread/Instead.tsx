import type { Way } from "../api/ways";
import type { Message } from "../api/words";
import { NextWay } from "../composer/NextWay";
import { Button } from "../parts/Button";
import { askFor, askToSend } from "../state/composer";
import { bringAlong, putBack } from "../state/drafts";
import { writeWith } from "../state/templates";
import { chosenWay, pick, takesTemplates, waysOf } from "../state/ways";
import { t } from "../words/speak";
import { bring } from "./bring";

/** What else can be done about a message that did not arrive. */
export function Instead({ message }: { message: Message }) {
  const { thread_id, identity_id, code } = message;
  const same = waysOf(thread_id).find((way) => way.identity_id === identity_id && takesTemplates(way));
  const elsewhere = (way: Way) => {
    const here = chosenWay(thread_id, waysOf(thread_id));
    if (here) bringAlong(thread_id, here.channel, way.channel);
    pick(thread_id, way);
    putBack(thread_id, "reply", way.channel, message.text);
    void bring(thread_id, message.attachments);
    askToSend();
  };
  const byTemplate = (way: Way) => {
    pick(thread_id, way);
    writeWith(thread_id, null);
    askFor("reply");
  };
  return (
    <>
      {code === "window_closed" && same && <Button icon="stack" onClick={() => byTemplate(same)}>{t("template.choose")}</Button>}
      <NextWay threadId={thread_id} identityId={identity_id} onTake={elsewhere} />
    </>
  );
}
