import { language, maybe } from "./speak";

/** "es_MX" as people call it. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language.value, { type: "language" }).of(code.replaceAll("_", "-")) ?? code;
  } catch {
    return code;
  }
}

/** What somebody can do, such as a language: by that they are given threads. */
export const skillName = (code: string): string => maybe(`skill.${code}`) ?? (/^[a-z]{2}$/.test(code) ? languageName(code) : code.replaceAll("_", " "));
