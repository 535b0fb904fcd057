import { channelName } from "../words/channel";
import { Icon } from "./Icon";
import { isIcon } from "./icons";

/** title: where the channel's name would say too little. A channel that we have no sign for gets one for any. */
export function ChannelMark({ channel, title }: { channel: string; title?: string }) {
  return (
    <span class="channel">
      <Icon name={isIcon(channel) ? channel : "other"} />
      {title || channelName(channel)}
    </span>
  );
}
