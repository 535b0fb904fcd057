import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

interface ButtonProps {
  children: ComponentChildren;
  onClick?: () => void;
  icon?: IconName;
  kind?: "plain" | "main" | "note" | "quiet" | "danger";
  submit?: boolean;
  busy?: boolean;
  disabled?: boolean;
  autofocus?: boolean;
  pressed?: boolean | undefined;
  title?: string | undefined;
  shortcut?: string | undefined;
}

export function Button(props: ButtonProps) {
  const { children, onClick, icon, kind = "plain", submit = false, busy = false, disabled = false } = props;
  return (
    <button
      type={submit ? "submit" : "button"}
      class={`button ${kind}`}
      onClick={onClick}
      disabled={disabled || busy}
      autofocus={props.autofocus}
      aria-busy={busy}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.shortcut}
      title={[props.title, props.shortcut && `(${props.shortcut})`].filter(Boolean).join(" ") || undefined}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
