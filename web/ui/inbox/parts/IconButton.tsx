import { Icon } from "./Icon";
import type { IconName } from "./icons";

interface IconButtonProps {
  icon: IconName;
  label: string;
  onClick: () => void;
  pressed?: boolean;
  kind?: string;
}

export function IconButton({ icon, label, onClick, pressed, kind = "" }: IconButtonProps) {
  return (
    <button type="button" class={`icon-button ${kind}`} aria-label={label} title={label} aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
