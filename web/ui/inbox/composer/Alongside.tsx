import { useEffect } from "preact/hooks";
import type { Way } from "../api/ways";
import type { Thread } from "../api/words";
import { Blanks } from "../desk/Blanks";
import { Elsewhere } from "../desk/Elsewhere";
import { MacroList } from "../desk/MacroList";
import { MentionList } from "../desk/MentionList";
import { draftOf, spotOf } from "../state/drafts";
import { adopt, catchUp } from "../state/saving";
import type { Letter } from "./letter";
import { PromiseLine } from "./PromiseLine";
import { PromisesUnkept } from "./PromisesUnkept";

interface AlongsideProps {
  thread: Thread;
  way: Way | undefined; // none for a note
  letter: Letter;
}

/** What stands between the text and the buttons, once there is something to say about it. */
export function Alongside({ thread, way, letter }: AlongsideProps) {
  const { mode, byTemplate, text } = letter;
  const written = draftOf(thread.id, mode, way?.channel);
  useDrafts(thread.id);
  useEffect(() => adopt(thread.id, mode, way?.channel), [thread.id, mode]);
  return (
    <>
      <PromisesUnkept threadId={thread.id} />
      {!byTemplate && <MacroList key={mode} thread={thread} channel={way?.channel ?? thread.channel} text={written} />}
      {mode === "note" && <MentionList text={written} />}
      {way && !byTemplate && <Blanks threadId={thread.id} text={text} />}
      {!byTemplate && <Elsewhere threadId={thread.id} spot={spotOf(mode, way?.channel)} />}
      {way && !byTemplate && <PromiseLine threadId={thread.id} text={text} />}
    </>
  );
}

/** Whoever comes back to this device goes on with what they wrote on another one. */
function useDrafts(threadId: string): void {
  useEffect(() => {
    const look = () => void catchUp(threadId);
    look();
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, [threadId]);
}
