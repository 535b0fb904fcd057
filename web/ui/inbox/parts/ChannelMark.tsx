import { channelName } from "../words/channel";
import { Icon } from "./Icon";
import { isIcon } from "./icons";

export function ChannelMark({ channel }: { channel: string }) {
  return (
    <span class="channel">
      <Icon name={isIcon(channel) ? channel : "other"} />
      {channelName(channel)}
    </span>
  );
}
