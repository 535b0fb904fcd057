import type { Attachment } from "../api/words";

/** What the server hands out to be shown; every other kind is only saved. */
export const isPicture = ({ mime }: Attachment): boolean => /^image\/(png|jpeg|gif|webp|avif)$/i.test(mime);

const isText = ({ mime, size }: Attachment): boolean => /^text\/(plain|csv|markdown)\b/i.test(mime) && size < 5_000_000;

/** Whether it can be seen without being saved. */
export const isViewed = (file: Attachment): boolean => file.state === "kept" && !file.cid && (isPicture(file) || isText(file));
