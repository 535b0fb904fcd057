import { absence, get, remove, said } from "./request";

/** How much we hold of a customer and of those who were merged into them. people: their names. */
export interface Extent {
  messages: number;
  files: number;
  bytes: number;
  addresses: number;
  promises: number;
  people: string[];
}

const at = (customerId: string) => `/customers/${encodeURIComponent(customerId)}`;

export const extent = (customerId: string) => get<Extent>(`${at(customerId)}/extent`);
export const erase = (customerId: string) => remove(at(customerId));

/** Everything of a customer, as a ZIP. Only XMLHttpRequest tells how many bytes have come, and keeps them on disk. */
export async function everything(customerId: string, progress: (bytes: number) => void, cancel: AbortSignal): Promise<Blob> {
  const request = new XMLHttpRequest();
  request.open("GET", `/api/v1${at(customerId)}/export`);
  request.responseType = "blob";
  request.onprogress = ({ loaded }) => progress(loaded);
  cancel.addEventListener("abort", () => request.abort());
  await end(request);
  const content = request.response as Blob;
  const headers = { Date: request.getResponseHeader("Date") ?? "" };
  return request.status === 200 ? content : said<Blob>(new Response(content, { status: request.status, headers }));
}

function end(request: XMLHttpRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    request.onload = () => resolve();
    request.onerror = request.onabort = () => reject(absence());
    request.send();
  });
}
