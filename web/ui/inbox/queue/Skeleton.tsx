import { t } from "../words/speak";

export function Skeleton({ rows }: { rows: number }) {
  return (
    <div role="status">
      <span class="unseen">{t("loading")}</span>
      {Array.from({ length: rows }, (_, index) => <div key={index} class="skeleton" aria-hidden="true" />)}
    </div>
  );
}
