import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { linked } from "./linked";
import { lines, typing } from "./lines";
import { flush } from "./sending";
import type { Line } from "./server";
import { site } from "./session";
import { phase } from "./talk";
import { drop, mark, type Unsent, unsent } from "./unsent";
import { day, hour, t } from "./words";

const NEAR = 80; // pixels from the end within which a reader is taken to follow

export function Log() {
  const log = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const toEnd = () => following.current && log.current?.scrollTo(0, log.current.scrollHeight);
  const follow = () => {
    const here = log.current;
    if (here) following.current = here.scrollHeight - here.scrollTop - here.clientHeight < NEAR;
  };
  useLayoutEffect(() => void toEnd());
  useEffect(() => {
    const sizes = new ResizeObserver(toEnd); // the composer grows, a phone's keyboard opens
    if (log.current) sizes.observe(log.current);
    return () => sizes.disconnect();
  }, []);
  useEffect(() => {
    following.current = true; // who writes wants to see it
    toEnd();
  }, [unsent.value.length]);
  return (
    <div class="log" role="log" aria-live="polite" aria-label={t("log")} tabIndex={0} ref={log} onScroll={follow}>
      {phase.value === "opening" && !site.value && <p class="quiet">{t("opening")}</p>}
      {site.value && <p class="bubble theirs first">{linked(site.value.greeting || t("greeting"))}</p>}
      {lines.value.map((line, at) => <Said key={line.client_id || line.id} line={line} before={lines.value[at - 1]} />)}
      {unsent.value.map((one) => <Waiting key={one.client_id} one={one} />)}
      {typing.value && <Typing />}
    </div>
  );
}

function Said({ line, before }: { line: Line; before: Line | undefined }) {
  const ours = line.direction === "out";
  const newDay = !before || day(before.at) !== day(line.at);
  const turn = newDay || before?.direction !== line.direction || before.author !== line.author || titled(before) !== titled(line);
  return (
    <>
      {newDay && <p class="day">{day(line.at)}</p>}
      {turn && (
        <p class={ours ? "who" : "who mine"}>
          <b>{ours ? line.author || t("us") : t("you")}</b> <time dateTime={line.at}>{hour(line.at)}</time>{titled(line)}
        </p>
      )}
      <p class={ours ? "bubble theirs" : "bubble mine"}>
        {linked(line.text)}
        {line.files.map((name) => <span key={name} class="file">{name}</span>)}
      </p>
    </>
  );
}

/** Of a line that was said elsewhere: where, and what about. */
function titled({ channel, subject }: Line): string {
  return channel === "chat" ? "" : ` · ${t("byMail")}${subject && `: ${subject}`}`;
}

function Waiting({ one }: { one: Unsent }) {
  return (
    <>
      <p class={`bubble mine ${one.state}`}>{linked(one.text)}</p>
      {one.state === "waiting" && <p class="state">{t("waiting")}</p>}
      {one.state === "failed" && (
        <p class="state wrong">
          {t("failed")} {one.why} <button type="button" class="link" onClick={() => again(one)}>{t("again")}</button>{" "}
          <button type="button" class="link" onClick={() => drop((other) => other === one)}>{t("discard")}</button>
        </p>
      )}
    </>
  );
}

function again(one: Unsent): void {
  mark(one.client_id, { state: "sending" });
  void flush();
}

function Typing() {
  const who = lines.value.findLast((line) => line.direction === "out")?.author || t("us");
  return <p class="bubble theirs typing"><span class="unseen">{t("typing", { who })}</span><i /><i /><i /></p>;
}
