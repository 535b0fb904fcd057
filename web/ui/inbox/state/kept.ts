// What this browser keeps. A browser may refuse to keep anything (private windows, a full disk): we go on without.

export function recall(key: string): string {
  try {
    return localStorage.getItem("hilo." + key) ?? "";
  } catch {
    return "";
  }
}

export function keep(key: string, value: string): void {
  try {
    if (value) localStorage.setItem("hilo." + key, value);
    else localStorage.removeItem("hilo." + key);
  } catch {
    // The text is still on the screen.
  }
}

/** All keys that start so. */
export function namesOf(start: string): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith("hilo." + start))
      .map((key) => key.slice(5));
  } catch {
    return [];
  }
}

export const recallAll = (start: string): string[] => namesOf(start).map(recall);
