import type { Table } from "../api/patience";
import { channelName } from "../words/channel";
import { t } from "../words/speak";
import { edit, wrongAt } from "./editing";
import { Minutes } from "./Minutes";
import { channelsOf } from "./office";
import { Part } from "./Part";

/** How long somebody calm may wait, by channel. */
export function Channels({ table }: { table: Table }) {
  return (
    <Part title={t("patience.channels")} lead={t("patience.channels.lead")}>
      {channelsOf(table).map((channel) => (
        <Minutes
          key={channel}
          label={channelName(channel)}
          value={table.patience[channel] ?? null}
          blank={String(table.others)}
          onChange={(minutes) => edit({ patience: withMinutes(table.patience, channel, minutes) })}
        />
      ))}
      <Minutes label={t("patience.others")} value={table.others} onChange={(minutes) => edit({ others: minutes ?? table.others })} />
      <Minutes label={t("patience.shortest")} help={t("patience.shortest.help")} error={wrongAt("shortest")} min={0.1} max={60} value={table.shortest} onChange={(minutes) => edit({ shortest: minutes ?? table.shortest })} />
    </Part>
  );
}

/** null: as all the others. */
export function withMinutes(all: Record<string, number>, channel: string, minutes: number | null): Record<string, number> {
  const { [channel]: _, ...others } = all;
  return minutes === null ? others : { ...all, [channel]: minutes };
}
