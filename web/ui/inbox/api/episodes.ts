import { get, put } from "./request";

export interface Tag {
  name: string;
  count: number;
}

/** As the server writes them. */
export const setTags = (episodeId: string, tags: readonly string[]) =>
  put<{ tags: string[] }>(`/episodes/${encodeURIComponent(episodeId)}/tags`, { tags });
/** satisfaction: the customer's, 1 to 5; null where nobody said. */
export const setOutcome = (episodeId: string, outcome: string, satisfaction: number | null) =>
  put<null>(`/episodes/${encodeURIComponent(episodeId)}/outcome`, { outcome, satisfaction });
export const allTags = () => get<Tag[]>("/tags");
