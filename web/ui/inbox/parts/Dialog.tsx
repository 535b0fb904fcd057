import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../words/speak";
import { IconButton } from "./IconButton";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => { // before the next key, or Escape would leave what is behind
    const shown = box.current;
    shown?.showModal();
    return () => shown?.close(); // gives the focus back; one that is only taken away leaves it nowhere
  }, []);
  const leave = (event: Event) => { // it closes as it leaves the page: focus that came back sooner would open it twice
    if (event.target !== box.current) return; // a file chooser in it that was left
    event.preventDefault();
    onClose();
  };
  const left = () => box.current && onClose(); // what closes because it was left has been said already
  return (
    <dialog ref={box} aria-labelledby={id} onCancel={leave} onClose={left} onClick={(event) => event.target === box.current && onClose()}>
      <div class="dialog">
        <header>
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label={t("close.dialog")} onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
