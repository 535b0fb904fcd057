import { Skeleton } from "../queue/Skeleton";

/** The card's outline, while it is being loaded. */
export const CardSkeleton = () => <div class="card-skeleton"><Skeleton rows={4} /></div>;
