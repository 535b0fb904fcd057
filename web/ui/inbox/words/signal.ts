import { maybe, t } from "./speak";

/** A signal as a sentence, with the words of the message that show it; undefined for one that we have no words for. */
export function signalWords(code: string, shown: string | undefined): string | undefined {
  const said = maybe(`signal.${code}`);
  return said && (shown ? t("signal.shown", { said, words: shown }) : said);
}
