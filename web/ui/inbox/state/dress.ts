const worn = new Map<string, Promise<void>>();

/** The style of a part, which the page names (build.mjs), holds from then on. Rejects where it cannot be loaded. */
export function dress(part: string): Promise<void> {
  const coming = worn.get(part) ?? bring(part);
  worn.set(part, coming);
  coming.catch(() => worn.delete(part)); // the next time may go better
  return coming;
}

function bring(part: string): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = document.querySelector<HTMLMetaElement>(`meta[name="style:${part}"]`)!.content;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => (link.remove(), reject(new Error(link.href)));
    document.head.append(link);
  });
}
