import { say } from "./host";

/** The site's colour, and black or white on it, whichever reads better (WCAG 2.2, contrast ratio). */
export function paint(accent: string): void {
  if (!/^#[0-9a-f]{6}$/i.test(accent)) return;
  const light = luminance(accent);
  const ink = 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
  document.documentElement.style.setProperty("--accent", accent);
  document.documentElement.style.setProperty("--ink", ink);
  say({ hilo: "accent", colour: accent, ink });
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
