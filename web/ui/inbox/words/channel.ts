import { channels } from "../state/accounts";
import { inMine, maybe } from "./speak";

/** A channel's name; one that this screen does not know yet is shown under its own. */
export function channelName(channel: string): string {
  const form = channels.value?.find((one) => one.channel === channel);
  return maybe(`channel.${channel}`) ?? (form ? inMine(form.title) : channel.charAt(0).toUpperCase() + channel.slice(1));
}
