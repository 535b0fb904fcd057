import { signal } from "@preact/signals";
import { setTags } from "../api/episodes";
import { cardOf, loadCard } from "./card";
import { complain } from "./notice";

const told = signal<ReadonlyMap<string, readonly string[]>>(new Map()); // by episode, what its card does not show yet
let before: Promise<void> = Promise.resolve(); // one after the other: the last that was asked for holds

/** Of the thread's current episode; undefined until they are known. */
export function tagsOf(threadId: string): readonly string[] | undefined {
  const episode = cardOf(threadId)?.episodes[0];
  return episode && (told.value.get(episode.id) ?? episode.tags);
}

export function addTag(threadId: string, name: string): void {
  const [tags, wanted] = [tagsOf(threadId), name.trim()];
  if (tags && wanted && !tags.some((one) => isSame(one, wanted))) tag(threadId, [...tags, wanted]);
}

export function removeTag(threadId: string, name: string): void {
  tag(threadId, (tagsOf(threadId) ?? []).filter((one) => one !== name));
}

export const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function tag(threadId: string, tags: readonly string[]): void {
  const episode = cardOf(threadId)?.episodes[0];
  if (!episode) return;
  tell(episode.id, tags);
  before = before.then(() => carry(threadId, episode.id, tags));
}

async function carry(threadId: string, episodeId: string, tags: readonly string[]): Promise<void> {
  try {
    await setTags(episodeId, tags);
    // Until a card that was asked for since then is here: an older one would take back what was just told.
    for (let tries = 0; tries < 3 && told.peek().get(episodeId) === tags; tries += 1) if (await loadCard(threadId)) break;
  } catch (problem) {
    complain(problem);
  }
  if (told.peek().get(episodeId) === tags) tell(episodeId, null);
}

function tell(episodeId: string, tags: readonly string[] | null): void {
  const others = new Map(told.peek());
  others.delete(episodeId);
  told.value = tags ? others.set(episodeId, tags) : others;
}
