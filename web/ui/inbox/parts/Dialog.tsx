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
    const opener = document.activeElement as HTMLElement | null;
    box.current?.showModal();
    return () => {
      if (document.activeElement === document.body) opener?.focus(); // one that is taken away leaves the focus nowhere
    };
  }, []);
  return (
    <dialog ref={box} aria-labelledby={id} onClose={onClose} onClick={(event) => event.target === box.current && onClose()}>
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
