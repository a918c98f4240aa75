import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { QuietPage } from "./quiet-page.ts";

/** What a visit has drawn, without any script: first the screen that waits, then the answers. */
export interface Drawn {
  readonly styles: string;
  readonly bars: string;
  readonly answers: string;
}

/** A page that draws the same and does nothing else, served from memory. */
export interface BarePage {
  readonly origin: string;
  close(): Promise<void>;
}

/** Runs in the page of a visit: what it shows, as markup and rules. */
function taken(): Drawn {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText));
  const bars = ["sp-top-bar", "sp-footer", "sp-bottom-bar"].map(
    (name) => document.querySelector(name)?.outerHTML ?? "",
  );
  return {
    styles: rules.join("\n"),
    bars: bars.join(""),
    answers: document.querySelector("main")?.innerHTML ?? "",
  };
}

/** What a page of the shop shows now. */
export async function drawnBy(page: QuietPage): Promise<Drawn> {
  const drawn = (await page.evaluate(`(${taken.toString()})()`)) as Drawn;
  if (drawn.answers === "") throw new Error("There is nothing drawn to compare with.");
  return drawn;
}

/** Runs in a worker: keeps a processor busy in the shop's slices, as long as a market takes to come in. */
function compute(sliceMilliseconds: number, busyMilliseconds: number): void {
  const from = performance.now();
  const slices = setInterval(() => {
    const end = performance.now() + sliceMilliseconds;
    let sum = 0;
    while (performance.now() < end) for (let step = 0; step < 1000; step += 1) sum += Math.sqrt(step);
    if (sum === 0 || performance.now() - from > busyMilliseconds) clearInterval(slices);
  });
}

/** Runs in the bare page: starts the worker, and puts the answers there at once when they would have come. */
function draw(work: string, answers: string, answerMilliseconds: number): void {
  const worker = new Worker(URL.createObjectURL(new Blob([work], { type: "text/javascript" })));
  worker.addEventListener("error", ({ message }) => document.body.replaceChildren(message));
  setTimeout(() => {
    document.querySelector("main")!.innerHTML = answers;
  }, answerMilliseconds);
}

const sliceMilliseconds = 15;

/** As text of a script in markup. */
const script = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

/**
 * Serves the baseline that long tasks are measured beside: the same screens as markup and rules, drawn at once, beside a
 * worker that only computes. Nothing of the shop runs in it: what blocks it is the browser and the machine.
 */
export async function openBarePage(
  { styles, bars, answers }: Drawn,
  answerMilliseconds: number,
  busyMilliseconds: number,
): Promise<BarePage> {
  const work = `(${compute.toString()})(${sliceMilliseconds}, ${busyMilliseconds})`;
  const page = `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>${styles.replaceAll("</", "<\\/")}</style><body>${bars}<main></main>
<script>(${draw.toString()})(${script(work)}, ${script(answers)}, ${answerMilliseconds})</script>`;
  const server = createServer((request, response) => {
    if (request.url !== "/") response.writeHead(404).end();
    else response.setHeader("content-type", "text/html; charset=utf-8").end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
