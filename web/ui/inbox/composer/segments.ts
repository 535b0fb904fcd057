// How an SMS is cut. 3GPP TS 23.038, 6.2.1 (GSM 7 bit default alphabet and its extension); TS 23.040, 9.2.3.24.1.

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENSION = new Set("\f^{}\\[~]|€"); // each goes as two

const SEPTETS = { alone: 160, joined: 153 }; // joined: a header takes the rest
const UNITS = { alone: 70, joined: 67 };

export interface Cut {
  segments: number;
  forcing: string; // the first sign that GSM-7 lacks, for which all of the text goes as UCS-2; "" if there is none
}

export function cut(text: string): Cut {
  const forcing = firstForeign(text);
  const room = forcing ? UNITS : SEPTETS;
  const sizes = Array.from(text, forcing ? (sign) => sign.length : (sign) => (EXTENSION.has(sign) ? 2 : 1));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  return { segments: whole <= room.alone ? Math.min(whole, 1) : joined(sizes, room.joined), forcing };
}

/** Neither an escape and its sign nor a surrogate pair may be torn apart, so a segment may end a place early. */
function joined(sizes: readonly number[], room: number): number {
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) [segments, used] = [segments + 1, 0];
    used += size;
  }
  return segments;
}

/** As people see it: with its accents and joined parts. */
function firstForeign(text: string): string {
  if (Array.from(text).every(isGsm)) return "";
  const signs = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return shown(signs.find((sign) => !Array.from(sign).every(isGsm)) ?? "");
}

const isGsm = (sign: string): boolean => BASIC.has(sign) || EXTENSION.has(sign);

/** A space that only looks like one gets its number, so that it can be found. */
function shown(sign: string): string {
  if (/\S/.test(sign) && !/^\p{C}$/u.test(sign)) return sign;
  return "U+" + (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
