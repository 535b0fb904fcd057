import type { Way } from "../api/ways";
import { Button } from "../parts/Button";
import { channelIcon } from "../parts/ChannelMark";
import { nextWay } from "../state/ways";
import { channelName } from "../words/channel";
import { addressWords } from "../words/identity";
import { t } from "../words/speak";

interface NextWayProps {
  threadId: string;
  identityId: string | null;
  onTake: (way: Way) => void;
}

/** One click to where this customer provably is as well, if anywhere. */
export function NextWay({ threadId, identityId, onTake }: NextWayProps) {
  const way = nextWay(threadId, identityId);
  if (!way) return null;
  const words = { channel: channelName(way.channel), address: addressWords(way) };
  return <Button icon={channelIcon(way.channel)} onClick={() => onTake(way)}>{t("next", words)}</Button>;
}
