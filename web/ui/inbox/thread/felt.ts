import type { Message } from "../api/words";
import { isTold } from "../words/mood";

/** Whether it can be said of a message how it sounds. */
export const isFelt = ({ direction, stub, forgotten, deleted_at, automatic }: Message): boolean =>
  direction === "in" && !stub && !forgotten && !deleted_at && !automatic;

/** Whether its line offers to correct that already. */
export const isCorrectable = ({ mood }: Message): boolean => mood !== null && (isTold(mood) || mood.tier === "agent");
