import type { ConsentAnswer, ConsentQuestion, PutBy } from "./consent.ts";

declare const self: ServiceWorkerGlobalScope;

/** A page may still be starting: it is asked again until it answers, and the browser does not wait for ever. */
const askedEveryMs = 1_500;
const patienceMs = 90_000;

function askPage(page: Client, files: PutBy, answered: (answer: ConsentAnswer) => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    port1.close();
    if (data === "take" || data === "refuse" || data === "later") answered(data);
  });
  port1.start();
  page.postMessage({ type: "may-i-install", files } satisfies ConsentQuestion, [port2]);
}

/**
 * Asks the open pages of the version in use whether this newer one may be taken. One that refuses decides; none that
 * answers in a minute and a half is "later".
 */
export function askPages(files: PutBy): Promise<ConsentAnswer> {
  return new Promise((resolve) => {
    const answers = new Map<string, ConsentAnswer>();
    const done = (answer: ConsentAnswer): void => {
      clearInterval(again);
      clearTimeout(end);
      resolve(answer);
    };
    const ask = async (): Promise<void> => {
      // A worker that is being installed controls none: those that the one in use controls are "uncontrolled" to it.
      const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
      for (const page of pages) {
        if (answers.has(page.id)) continue;
        askPage(page, files, (answer) => {
          answers.set(page.id, answer);
          if (answer !== "later") done(answer);
        });
      }
    };
    const again = setInterval(() => void ask(), askedEveryMs);
    const end = setTimeout(() => done("later"), patienceMs);
    void ask();
  });
}
