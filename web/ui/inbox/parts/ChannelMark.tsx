import { channelName } from "../words/channel";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

const DRAWN = ["chat", "email", "slack", "sms", "whatsapp"] as const;

/** A channel that we have no sign for gets one for any. */
export const channelIcon = (channel: string): IconName => DRAWN.find((one) => one === channel) ?? "other";

/** title: where the channel's name would say too little. */
export function ChannelMark({ channel, title }: { channel: string; title?: string }) {
  return (
    <span class="channel">
      <Icon name={channelIcon(channel)} />
      {title || channelName(channel)}
    </span>
  );
}
