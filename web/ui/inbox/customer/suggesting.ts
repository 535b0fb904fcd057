import type { Suggestion } from "../api/card";
import { channelName } from "../words/channel";
import { maybe } from "../words/speak";

/** Why two could be one: "typed bea@example.com in the chat; the same number". A code that we have no words for says its address. */
export function because({ reasons }: Suggestion): string {
  return [...new Set(reasons.map(({ code, channel, address }) => {
    const said = maybe(`because.${code}`)?.replace("{address}", address);
    return said ?? `${channelName(channel)}: ${address}`;
  }))].join("; ");
}
