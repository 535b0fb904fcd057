import { maybe } from "../words/speak";

/** What the evidence rests on; a connector that we do not know says it in its own words. */
export const howWords = (how: string): string => maybe(`how.${how}`) ?? how;
