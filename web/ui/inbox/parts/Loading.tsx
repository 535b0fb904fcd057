import { t } from "../words/speak";

/** Shown only after a moment, so that a fast answer does not flicker. */
export function Loading() {
  return (
    <div class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {t("loading")}
    </div>
  );
}
