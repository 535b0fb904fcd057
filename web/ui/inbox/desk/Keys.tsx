import { t } from "../words/speak";

/** One press, or two after each other. */
export function Keys({ keys }: { keys: string }) {
  if (!keys) return <span class="faint">{t("keys.none")}</span>;
  return <>{keys.split(" ").map((key, place) => [place > 0 && " ", <kbd key={key}>{key}</kbd>])}</>;
}
