import { fileOf } from "../api/threads";
import type { Attachment } from "../api/words";
import { complain } from "../state/notice";
import { attach, uploadsOf } from "../state/uploads";

/** Files belong to one message; another one needs its own. */
export async function bring(threadId: string, files: readonly Attachment[]): Promise<void> {
  if (uploadsOf(threadId).peek().length) return; // they came with an earlier click, or the agent has chosen others
  try {
    attach(threadId, await Promise.all(files.map(copy)));
  } catch (problem) {
    complain(problem);
  }
}

async function copy({ id, name, mime }: Attachment): Promise<File> {
  const answer = await fetch(fileOf(id));
  return new File([await answer.blob()], name, { type: mime });
}
