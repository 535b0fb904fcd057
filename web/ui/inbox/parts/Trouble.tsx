import { Icon } from "./Icon";

/** A problem beside the thing it belongs to, read aloud when it appears. */
export function Trouble({ text }: { text: string }) {
  return (
    <div role="alert" class={text ? "trouble" : "trouble none"}>
      {text && <Icon name="warning" />}
      {text}
    </div>
  );
}
