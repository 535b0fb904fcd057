import type { Way } from "../api/ways";
import { complain } from "../state/notice";
import { attach } from "../state/uploads";
import { misfit } from "./limits";

export const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];

/** What this way does not take is not even uploaded; its reason is said at once. */
export function take(threadId: string, way: Way, files: readonly File[]): void {
  const reasonOf = ({ name, type, size }: File) => misfit(way, { name, mime: type, size });
  const [refused] = files.map(reasonOf).filter(Boolean);
  attach(threadId, files.filter((file) => !reasonOf(file)));
  if (refused) complain(refused);
}
