// Reads [[text, monthFirst], …] from its input and says how the inbox understands each, seen from Wednesday, 25 November 2026, 10:30.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const ui = process.argv[2];
const { build } = createRequire(ui + "/")("esbuild");
const { outputFiles } = await build({ entryPoints: [ui + "/inbox/desk/when.ts"], bundle: true, write: false, format: "esm" });
const { understand } = await import("data:text/javascript;base64," + Buffer.from(outputFiles[0].text).toString("base64"));

const now = new Date(2026, 10, 25, 10, 30);
const two = (number) => String(number).padStart(2, "0");
const shown = (date) => date && `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(([text, monthFirst]) => shown(understand(text, now, monthFirst)))));
