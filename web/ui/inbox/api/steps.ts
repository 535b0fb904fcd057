import { get } from "./request";

/** What was done with a thread. actor_name: "" where it was nobody but Hilo; data: such as `until`, `why`, `reason`. */
export interface Step {
  seq: number;
  at: string;
  kind: string;
  actor_id: string | null;
  actor_name: string;
  to_name: string;
  data: Record<string, string>;
}

export interface StepPage {
  steps: Step[];
  more: boolean;
}

export const steps = (threadId: string, before?: number) =>
  get<StepPage>(`/threads/${encodeURIComponent(threadId)}/steps` + (before ? `?before=${before}` : ""));
