// Builds web/static from web/ui. What comes out:
//   index.html               the inbox, naming its scripts and style by content hash; it holds the icons
//   assets/NAME-HASH.ext     may be cached for ever
//   assets/settings-HASH.*   the settings, which the inbox loads when they are opened; desk, memory, patience, search, start: likewise
//   assets/settings.es-…     the words of the settings in Spanish; es: those that are needed at once
//   widget/loader.js         the chat loader: its address stands on customers' sites, so it never changes
//   assets/panel-HASH.*      the chat panel
//   manifest.json            {"inbox.js": "assets/inbox-….js", …}, for whoever writes HTML on the server
// and beside each text file its .gz and .br, so that the server need not compress.
import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "../static"));

// Loaded when they are opened first, each with the style of its name.
const DRESSED = {
  desk: "inbox/desk/screens.ts",
  memory: "inbox/customer/screens.ts",
  patience: "inbox/patience/screens.ts",
  search: "inbox/search/screens.ts",
  settings: "inbox/settings/screens.ts",
};
const LATER = { ...DRESSED, start: "inbox/start/screens.ts" };

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  legalComments: "none",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
};

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "assets"), { recursive: true });
const screens = await buildScreens();
const manifest = { ...screens.names, ...(await buildLoader()) };
await writeFile(join(out, "index.html"), await page(manifest, screens.atOnce));
await writeFile(join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
await compress();

async function buildScreens() {
  const inbox = await bundle({ inbox: "inbox/main.tsx", icon: "inbox/icon.svg", ...LATER, ...(await books()) }, true);
  const styles = await bundle(Object.fromEntries(Object.keys(DRESSED).map((part) => [part, `inbox/styles/${part}.css`])), false);
  const panel = await bundle({ panel: "widget/panel.tsx" }, false);
  return { names: { ...names(inbox), ...names(styles), ...names(panel) }, atOnce: needed(inbox, "inbox/main.tsx") };
}

/** The sentences, one file for each part and language: inbox/words/books.ts. */
async function books() {
  const files = (await readdir(join(here, "inbox/words"))).filter((name) => /^(\w+\.)?(en|es)\.ts$/.test(name));
  return Object.fromEntries(files.map((name) => [basename(name, ".ts"), "inbox/words/" + name]));
}

/** splitting: what several of them use comes out as chunks; the panel shares nothing, since it must be one small file. */
async function bundle(entryPoints, splitting) {
  const { metafile } = await build({
    ...shared,
    entryPoints,
    splitting,
    format: "esm",
    target: "es2022",
    outdir: join(out, "assets"),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    loader: { ".svg": "copy" },
    metafile: true,
  });
  return metafile.outputs;
}

/** Where the browser finds what stands at this path on the disk. */
function place(path) {
  return relative(out, resolve(here, path)).replaceAll("\\", "/");
}

/** By what they are called without the hash. Chunks are called by nobody. */
function names(outputs) {
  const called = Object.keys(outputs).filter((path) => !basename(path).startsWith("chunk-"));
  return Object.fromEntries(called.map((path) => [basename(path).replace(/-[^-]*(?=\.\w+$)/, ""), place(path)]));
}

/** What the browser would else learn of only after it has read the script: chunks that an entry point imports at once. */
function needed(outputs, entry) {
  const { imports } = Object.values(outputs).find(({ entryPoint }) => entryPoint === entry);
  return imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => place(path));
}

async function buildLoader() {
  await build({
    ...shared,
    entryPoints: ["widget/loader.ts"],
    format: "iife",
    target: "es2018",
    outfile: join(out, "widget/loader.js"),
  });
  return { "loader.js": "widget/loader.js" };
}

async function page(names, atOnce) {
  const template = await readFile(join(here, "inbox/index.html"), "utf8");
  const preloads = atOnce.map((path) => `<link rel="modulepreload" href="/static/${path}">`).join("\n");
  const styles = Object.keys(DRESSED).map((part) => `<meta name="style:${part}" content="{${part}.css}">`).join("\n");
  const whole = template.replace("{styles}", styles).replace("{preloads}", preloads).replace("{icons}", await icons());
  return whole.replace(/\{([\w.]+)\}/g, (_, name) => "/static/" + names[name]);
}

/** The icons, as the page holds them. */
async function icons() {
  const { outputFiles } = await build({ ...shared, entryPoints: ["inbox/parts/icons.ts"], format: "esm", write: false });
  const { paths } = await import("data:text/javascript," + encodeURIComponent(outputFiles[0].text));
  return Object.entries(paths).map(([name, path]) => `<path id="icon-${name}" d="${path}"/>`).join("");
}

async function compress() {
  for (const name of await readdir(out, { recursive: true })) {
    if (![".html", ".js", ".css", ".svg"].includes(extname(name))) continue;
    const content = await readFile(join(out, name));
    await writeFile(join(out, name + ".gz"), gzipSync(content, { level: 9 }));
    await writeFile(join(out, name + ".br"), brotliCompressSync(content));
  }
}
