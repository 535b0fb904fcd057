import { user } from "../state/session";
import { commands } from "./commands";
import { shortcutsOn } from "./shortcuts";

export function listen(): void {
  addEventListener("keydown", (event) => {
    if (!user.peek() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (isWriting(event.target)) leaveOnEscape(event);
    else if (shortcutsOn.peek() || event.key === "Escape") run(event);
  });
}

function run(event: KeyboardEvent): void {
  const command = commands.find(({ key }) => key === event.key);
  if (!command || event.key === "Enter") return;
  event.preventDefault();
  command.run();
}

function leaveOnEscape(event: KeyboardEvent): void {
  if (event.key === "Escape") (event.target as HTMLElement).blur();
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
