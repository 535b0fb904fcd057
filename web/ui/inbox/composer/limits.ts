import type { Limits, Way } from "../api/ways";
import type { Upload } from "../state/uploads";
import { channelName } from "../words/channel";
import { many, t } from "../words/speak";
import { size } from "../words/when";
import { cut } from "./segments";

const NEAR = 0.8; // of what a text may have; from there on it is said how much is left
const LARGEST = 25 * 2 ** 20; // bytes that the server takes, whatever the channel

type Sized = Pick<Upload, "name" | "mime" | "size">;

/** What the channel makes of this text, as words; "" where there is nothing to say. */
export function measure({ limits }: Way, text: string, withFiles: boolean): string {
  const most = longest(limits, withFiles);
  const left = room(most, text);
  const near = most > 0 && left >= 0 && left < most * (1 - NEAR);
  return [limits.counted === "sms" && text && segmentsOf(text), near && many("limit.left", left)].filter(Boolean).join(" · ");
}

function segmentsOf(text: string): string {
  const { segments, forcing } = cut(text);
  return `${many("sms.segments", segments)} · ${forcing ? t("sms.unicode", { sign: forcing }) : "GSM-7"}`;
}

/** Why this may not go that way; "" if it may. */
export function obstacle(way: Way, text: string, uploads: readonly Upload[]): string {
  const left = room(longest(way.limits, uploads.length > 0), text);
  if (left < 0) return many("limit.over", -left);
  if (uploads.some((one) => one.problem || misfit(way, one)) || misfits(way, text, uploads)) return t("attach.fix");
  return uploads.some((one) => !one.id) ? t("attach.uploading") : "";
}

/** Why all of them together may not. */
export function misfits(way: Way, text: string, uploads: readonly Upload[]): string {
  const [{ files, captions, longest_caption }, channel] = [way.limits, channelName(way.channel)];
  if (files && uploads.length > files) return t("attach.many", { channel, count: files });
  if (!captions && text && uploads.length) return t("attach.apart", { channel });
  const over = longest_caption && uploads.length && room(longest_caption, text) < 0;
  return over ? t("attach.caption", { channel, count: longest_caption }) : "";
}

/** Why this file may not. */
export function misfit({ limits, channel: called }: Way, { name, mime, size: bytes }: Sized): string {
  const channel = channelName(called);
  const most = biggest(limits, mime.toLowerCase());
  if (!most) return t("attach.type", { channel, name });
  return bytes > most ? t("attach.big", { channel, name, size: size(most) }) : "";
}

/** Of a file of that type, in bytes; 0 where none may go. The longest start that fits holds. */
function biggest({ biggest }: Limits, mime: string): number {
  const starts = Object.keys(biggest);
  if (!starts.length) return LARGEST;
  const [closest] = starts.filter((start) => mime.startsWith(start)).sort((one, other) => other.length - one.length);
  return closest === undefined ? 0 : Math.min(biggest[closest] ?? 0, LARGEST);
}

export function takesFiles({ limits: { biggest } }: Way): boolean {
  const sizes = Object.values(biggest);
  return !sizes.length || sizes.some((most) => most > 0);
}

const longest = ({ longest, longest_caption }: Limits, withFiles: boolean): number => (withFiles && longest_caption) || longest;

/** Characters as people count them, a surrogate pair as one. */
const room = (longest: number, text: string): number => (longest ? longest - [...text].length : 0);
