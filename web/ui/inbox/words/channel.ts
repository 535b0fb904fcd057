import type { ChannelForm } from "../api/accounts";
import { channels, wantChannels } from "../state/accounts";
import { inMine, maybe } from "./speak";

/** A channel's name; one that we have no words for is called as its connector calls itself. */
export function channelName(channel: string): string {
  return maybe(`channel.${channel}`) ?? titleOf(channel) ?? channel.charAt(0).toUpperCase() + channel.slice(1);
}

function titleOf(channel: string): string | undefined {
  wantChannels();
  const form = channels.value?.find((one) => one.channel === channel);
  return form && inMine(form.title);
}

/** What tells a connector from the others of its channel: "by Meta" of "WhatsApp by Meta". */
export function providerName({ channel, title }: ChannelForm): string {
  const [whole, start] = [inMine(title), channelName(channel) + " "];
  return whole.startsWith(start) ? whole.slice(start.length) : whole;
}
