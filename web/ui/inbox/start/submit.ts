import { useSignal } from "@preact/signals";
import { Problem } from "../api/request";
import { sentence } from "../state/notice";

/** A form's fate: busy while it is under way, and the sentence and code of what went wrong. */
export function useSubmit(work: () => Promise<void>) {
  const busy = useSignal(false);
  const error = useSignal("");
  const code = useSignal("");
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    [busy.value, error.value, code.value] = [true, "", ""];
    try {
      await work();
    } catch (problem) {
      error.value = sentence(problem);
      code.value = problem instanceof Problem ? problem.code : "";
    } finally {
      busy.value = false;
    }
  };
  return { busy, error, code, submit: (event: Event) => void submit(event) };
}
