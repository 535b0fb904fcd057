import { absence, post, proof, remove, said } from "./request";
import type { Attachment } from "./words";

const at = (id: string) => encodeURIComponent(id);

export const discard = (id: string) => remove(`/files/${at(id)}`);
export const fetchAgain = (id: string) => post<Attachment>(`/attachments/${at(id)}/retry`);

/** Only XMLHttpRequest tells how much has left. progress: 0 to 1. */
export async function upload(file: File, progress: (share: number) => void, cancel: AbortSignal): Promise<Attachment> {
  const request = new XMLHttpRequest();
  request.open("POST", "/api/v1/files");
  const about = { "Content-Type": file.type || "application/octet-stream", "X-File-Name": encodeURIComponent(file.name) };
  for (const [name, value] of Object.entries({ ...proof(), ...about })) request.setRequestHeader(name, value);
  request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
  cancel.addEventListener("abort", () => request.abort());
  return said<Attachment>(await answer(request, file));
}

function answer(request: XMLHttpRequest, body: Blob): Promise<Response> {
  return new Promise((resolve, reject) => {
    request.onload = () => resolve(heard(request));
    request.onerror = request.onabort = () => reject(absence());
    request.send(body);
  });
}

function heard(request: XMLHttpRequest): Response {
  const headers = { Date: request.getResponseHeader("Date") ?? "" };
  return new Response(request.responseText, { status: request.status, headers });
}
