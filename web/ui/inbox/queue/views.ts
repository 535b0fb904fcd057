import type { Shows } from "../api/views";
import type { FixedView, Thread } from "../api/words";

/** Who looks, and the teams that they are in. */
export interface Looker {
  id: string;
  teams: readonly string[];
}

type Belongs = (thread: Thread, me: Looker) => boolean;

const ANGRY = 0.5; // as the server's filter
const LAST = Date.parse("9999-01-01") * 1000;

const isNobodys: Belongs = ({ assignee_id }) => assignee_id === null;
const isAtHand: Belongs = ({ status, snoozed_at }) => status === "open" && snoozed_at === null;
const hasWritten: Belongs = ({ last_position }) => last_position > 0;
const isOf = (status: Thread["status"]): Belongs => (thread, me) => thread.status === status && hasWritten(thread, me);

const STANDS: Record<FixedView, Belongs> = {
  queue: (thread, me) => isNobodys(thread, me) && thread.status === "open" && thread.due !== null,
  mine: (thread, me) => thread.assignee_id === me.id && isAtHand(thread, me),
  team: (thread, me) => thread.team_id !== null && me.teams.includes(thread.team_id) && isAtHand(thread, me),
  unassigned: (thread, me) => isNobodys(thread, me) && isAtHand(thread, me) && hasWritten(thread, me),
  waiting: (thread, me) => thread.due === null && isAtHand(thread, me) && hasWritten(thread, me),
  snoozed: ({ snoozed_at, status }) => snoozed_at !== null && status === "open",
  mentions: () => true,
  open: isOf("open"),
  closed: isOf("closed"),
};

/** Whether a thread stands there; says the same as the server's pages, so that live changes need no reload. */
export function belongs(thread: Thread, shows: Shows, me: Looker): boolean {
  const { channel, team_id, assignee_id, angry } = shows;
  if (!STANDS[shows.view](thread, me) || (angry && thread.anger < ANGRY)) return false;
  if (channel && thread.channel !== channel) return false;
  return (!team_id || thread.team_id === team_id) && (!assignee_id || thread.assignee_id === assignee_id);
}

/** Whether a thread alone cannot tell that it belongs: then only the server can. */
export const isAsked = ({ view, tag, language }: Shows): boolean => Boolean(view === "mentions" || tag || language);

/** Those by due are the agent's work; the others show what was said last. */
export const isByDue = (view: FixedView): boolean => view === "queue" || view === "mine" || view === "team";

/** By what it stands in its place, the least first; ties stand by id. As the server sorts. */
export function rank(thread: Thread, view: FixedView): number {
  if (view === "snoozed") return moment(thread.wake_at);
  return isByDue(view) ? moment(thread.due ?? thread.wake_at) : -moment(thread.last_at);
}

/** In microseconds, of which the server has six digits and the browser's dates but three. */
function moment(time: string | null): number {
  return time ? Date.parse(time) * 1000 + Number(time.slice(23, -1) || 0) : LAST;
}
