import { useLayoutEffect } from "preact/hooks";
import type { View } from "../api/words";
import { Composer } from "../composer/Composer";
import { Button } from "../parts/Button";
import { Empty } from "../parts/Empty";
import { Loading } from "../parts/Loading";
import { mode } from "../state/composer";
import { conversationOf, failure, openThread } from "../state/conversation";
import { threadOf } from "../state/threads";
import { t } from "../words/speak";
import { Header } from "./Header";
import { Messages } from "./Messages";
import { NothingOpen } from "./NothingOpen";

export function ThreadPane({ id, view }: { id: string | null; view: View }) {
  useLayoutEffect(() => { // before the next key is pressed, which may ask for a note
    mode.value = "reply"; // the thread before may have ended in one
    if (id) void openThread(id);
  }, [id]);
  return (
    <main class="thread" aria-label={t("thread")}>
      {id ? <OpenThread id={id} view={view} /> : <NothingOpen />}
    </main>
  );
}

function OpenThread({ id, view }: { id: string; view: View }) {
  const thread = threadOf(id);
  const conversation = conversationOf(id);
  const failed = failure.value?.id === id ? failure.value.sentence : "";
  if (failed && !conversation) {
    return (
      <Empty icon="warning" title={t("thread.failed")}>
        <p role="alert">{failed}</p>
        <Button icon="reopen" onClick={() => void openThread(id, true)}>{t("again")}</Button>
      </Empty>
    );
  }
  return (
    <>
      {thread && <Header thread={thread} view={view} />}
      {conversation ? <Messages id={id} conversation={conversation} /> : <Loading />}
      {thread && conversation && <Composer thread={thread} conversation={conversation} />}
    </>
  );
}
