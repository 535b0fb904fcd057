// Builds web/static from web/ui. What comes out:
//   index.html               the inbox, naming its scripts and style by content hash
//   assets/NAME-HASH.ext     may be cached for ever
//   assets/settings-HASH.js  the settings, which the inbox loads when they are opened
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
const manifest = { ...(await buildScreens()), ...(await buildLoader()) };
await writeFile(join(out, "index.html"), await page(manifest));
await writeFile(join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
await compress();

async function buildScreens() {
  const inbox = { inbox: "inbox/main.tsx", settings: "inbox/settings/screens.ts", icon: "inbox/icon.svg" };
  return { ...(await bundle(inbox, true)), ...(await bundle({ panel: "widget/panel.tsx" }, false)) };
}

/** splitting: what several of them use comes out as chunk.js; the panel shares nothing, since it must be one small file. */
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
  return Object.fromEntries(Object.keys(metafile.outputs).map((path) => named(resolve(here, path))));
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

function named(path) {
  const kind = extname(path);
  return [basename(path, kind).replace(/-[^-]*$/, "") + kind, relative(out, path).replaceAll("\\", "/")];
}

async function page(names) {
  const template = await readFile(join(here, "inbox/index.html"), "utf8");
  return template.replace(/\{([\w.]+)\}/g, (_, name) => "/static/" + names[name]);
}

async function compress() {
  for (const name of await readdir(out, { recursive: true })) {
    if (![".html", ".js", ".css", ".svg"].includes(extname(name))) continue;
    const content = await readFile(join(out, name));
    await writeFile(join(out, name + ".gz"), gzipSync(content, { level: 9 }));
    await writeFile(join(out, name + ".br"), brotliCompressSync(content));
  }
}
