/** Skills that Hilo itself asks for: the languages whose moods it hears, and winning back who is furious. */
export const KNOWN: readonly string[] = ["en", "es", "pt", "fr", "de", "it", "recovery"];
