import { get } from "./request";

/** What an HTML mail would load from elsewhere. hosts: where the first ones lie. */
export interface Images {
  count: number;
  hosts: string[];
}

export const imagesOf = (messageId: string) => get<Images>(`/messages/${encodeURIComponent(messageId)}/images`);
