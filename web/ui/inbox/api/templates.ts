import { get } from "./request";

/** A text that the provider has approved. {{name}} stands in it where a variable goes. */
export interface Template {
  id: string;
  name: string;
  language: string;
  text: string;
  variables: string[];
}

export type Filled = Pick<Template, "id" | "name" | "language"> & { values: Record<string, string> };

export const templatesOf = (accountId: string) => get<Template[]>(`/accounts/${encodeURIComponent(accountId)}/templates`);
