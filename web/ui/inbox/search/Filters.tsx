import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Icon } from "../parts/Icon";
import { t } from "../words/speak";
import { Controls } from "./Controls";
import type { Reading } from "./question";

const ROOMY = 752; // pixels of a window, from which on there is room for them all

export function Filters({ reading }: { reading: Reading }) {
  const id = useId();
  const open = useSignal(innerWidth > ROOMY);
  return (
    <div class="filters">
      <button type="button" class="toggle" aria-expanded={open.value} aria-controls={open.value ? id : undefined} onClick={() => (open.value = !open.value)}>
        <Icon name="chevron" />{t("search.filters")}
      </button>
      {open.value && <Controls id={id} reading={reading} />}
    </div>
  );
}
