import { t } from "./speak";

/** A visitor of the chat need not say who they are. */
export const customerName = (name: string): string => name || t("visitor");
