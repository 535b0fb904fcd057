import { useSignal } from "@preact/signals";
import { Problem } from "../api/request";
import { sentence } from "../state/notice";

/** A form's fate: busy while it is under way; what went wrong, as a sentence and a code, and the field it is about. */
export function useSubmit(work: () => Promise<void>) {
  const busy = useSignal(false);
  const error = useSignal("");
  const code = useSignal("");
  const field = useSignal("");
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    [busy.value, error.value, code.value, field.value] = [true, "", "", ""];
    try {
      await work();
    } catch (problem) {
      error.value = sentence(problem);
      if (problem instanceof Problem) [code.value, field.value] = [problem.code, problem.field];
    } finally {
      busy.value = false;
    }
  };
  return { busy, error, code, field, submit: (event: Event) => void submit(event) };
}
