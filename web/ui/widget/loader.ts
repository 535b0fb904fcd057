// What a site embeds, so that it weighs next to nothing:
//   <script async src="https://hilo.example.com/chat/loader.js" data-account="…"></script>
// A button, and the panel's frame once somebody wants it. The site may call Hilo.open(), Hilo.close() and
// Hilo.identify(jwt); the event "hilo" on window says that they are there, "hilo:expired" that a new JWT is needed.

type Heard =
  | { hilo: "ready" | "close" | "talked" | "expired" }
  | { hilo: "unread"; count: number }
  | { hilo: "keep"; name: string; value: string }
  | { hilo: "accent"; colour: string; ink: string };

interface Hilo {
  open(): void;
  close(): void;
  identify(jwt: string): void;
}

const WORDS = {
  en: { open: "Open chat", close: "Close chat", unread: "unread" },
  es: { open: "Abrir chat", close: "Cerrar chat", unread: "sin leer" },
};
const SHAPES = { open: "M20 11.500a8 8 0 0 1-11.800 7L4 20l1.400-4.100A8 8 0 1 1 20 11.500z", close: "M6 9l6 6 6-6" };
const ABOVE = 2147483000;

const script = document.currentScript as HTMLScriptElement;
const { account = "", accent = "#0b6470", side = "right", jwt = "", lang } = script.dataset;
const server = new URL(script.src).origin;
const language = /^es/i.test(lang || document.documentElement.lang || navigator.language) ? "es" : "en";
const words = WORDS[language];
const small = matchMedia("(max-width: 480px)");
const OURS = `hilo:${account}:`;
const TALKED = `${OURS}talked`;

let frame: HTMLIFrameElement | undefined;
let ready = false;
let shown = false;
let identity = jwt;
let unread = 0;

const root = document.createElement("div");
const button = document.createElement("button");
const badge = document.createElement("span");
const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
style(root, `all:initial;position:fixed;z-index:${ABOVE};bottom:20px;${side === "left" ? "left" : "right"}:20px`);
style(
  button,
  "all:initial;box-sizing:border-box;display:grid;place-items:center;width:56px;height:56px;border-radius:50%;" +
    `cursor:pointer;background:${accent};color:#fff;box-shadow:0 4px 16px #0004,0 1px 4px #0003`,
);
style(
  badge,
  "all:initial;position:absolute;top:-4px;right:-4px;min-width:20px;box-sizing:border-box;padding:0 6px;" +
    "border-radius:10px;background:#c4281c;color:#fff;font:600 12px/20px system-ui,sans-serif;text-align:center;" +
    "pointer-events:none",
);
// `all: initial` takes the browser's focus ring away, which keyboards need.
button.onfocus = () => style(button, button.matches(":focus-visible") ? "outline:3px solid #5b9dff;outline-offset:3px" : "");
button.onblur = () => style(button, "outline:0");
button.onclick = () => (shown ? close() : open());
small.addEventListener("change", place);
addEventListener("message", hear);
button.append(drawing());
root.append(button, badge);
paint();
(document.body ? Promise.resolve() : new Promise((go) => addEventListener("DOMContentLoaded", go))).then(() => {
  document.body.append(root);
  if (jwt || kept()[TALKED]) load(); // somebody may have answered since
  (window as unknown as { Hilo: Hilo }).Hilo = { open, close, identify };
  dispatchEvent(new Event("hilo"));
});

function open(): void {
  shown = true;
  load();
  paint();
  tell({ hilo: "shown" });
  frame?.focus();
}

function close(): void {
  shown = false;
  paint();
  tell({ hilo: "hidden" });
  button.focus();
}

function identify(token: string): void {
  identity = token;
  load();
  tell({ hilo: "identify", jwt: token });
}

function load(): void {
  if (frame) return;
  frame = document.createElement("iframe");
  frame.title = "Chat";
  frame.allow = "clipboard-write";
  const around = encodeURIComponent(JSON.stringify({ origin: location.origin, kept: kept() }));
  frame.src = `${server}/chat/panel?account=${encodeURIComponent(account)}&lang=${language}#${around}`;
  root.prepend(frame);
}

function hear(event: MessageEvent<Heard | null>): void {
  if (event.origin !== server || event.source !== frame?.contentWindow) return;
  const heard = event.data;
  if (heard?.hilo === "ready") {
    ready = true;
    if (identity) tell({ hilo: "identify", jwt: identity });
    tell({ hilo: shown ? "shown" : "hidden" });
  } else if (heard?.hilo === "close") close();
  else if (heard?.hilo === "unread") {
    unread = heard.count;
    paint();
  } else if (heard?.hilo === "talked") keep(TALKED, "1");
  else if (heard?.hilo === "keep") keep(OURS + heard.name, heard.value);
  else if (heard?.hilo === "expired") dispatchEvent(new Event("hilo:expired"));
  else if (heard?.hilo === "accent") style(button, `background:${heard.colour};color:${heard.ink}`);
}

function tell(said: { hilo: "shown" | "hidden" } | { hilo: "identify"; jwt: string }): void {
  if (ready) frame?.contentWindow?.postMessage(said, server);
}

function paint(): void {
  line.setAttribute("d", SHAPES[shown ? "close" : "open"]);
  const label = words[shown ? "close" : "open"] + (unread && !shown ? ` (${unread} ${words.unread})` : "");
  button.setAttribute("aria-label", label);
  button.setAttribute("aria-expanded", String(shown));
  badge.textContent = String(Math.min(unread, 99));
  badge.style.display = unread && !shown ? "" : "none";
  place();
}

/** Made by hand, since a site may forbid innerHTML (trusted types). */
function drawing(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const look = { viewBox: "0 0 24 24", width: "26", fill: "none", stroke: "currentColor", "stroke-width": "2" };
  for (const [name, value] of Object.entries({ ...look, "stroke-linecap": "round", "stroke-linejoin": "round" }))
    svg.setAttribute(name, value);
  svg.append(line);
  return svg;
}

function place(): void {
  if (!frame) return;
  const whole = small.matches;
  style(
    frame,
    `all:initial;border:0;position:fixed;background:Canvas;display:${shown ? "block" : "none"};` +
      (whole
        ? "inset:0;width:100%;height:100%"
        : `bottom:88px;${side === "left" ? "left" : "right"}:20px;width:384px;height:min(640px,calc(100vh - 108px));` +
          "border-radius:16px;box-shadow:0 12px 48px #0003,0 2px 8px #0002"),
  );
}

function style(element: HTMLElement, css: string): void {
  element.style.cssText += ";" + css;
}

/** What was kept for the panel: browsers that block third parties deny storage to its frame, but not to the page. */
function kept(): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(localStorage).filter(([name]) => name.startsWith(OURS)));
  } catch {
    return {};
  }
}

function keep(name: string, value: string): void {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // a page that forbids storage: the chat lasts as long as it is open
  }
}
