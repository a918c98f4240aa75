import type { ReleaseRefusalReason } from "../core/api.ts";
import { market } from "../market.ts";
import { type ConsentAnswer, isConsentQuestion, type PutBy } from "./consent.ts";

/** Fired on `window` when what is known of a newer version has changed. */
export const newerVersionChanged = "sp-newer-version";

/** Why a newer version was not taken; `unasked`: another one took over although nobody here had said yes. */
export type NotTakenReason = ReleaseRefusalReason | "unasked";

/** What is known of a newer version: that it waits to be used, or that it was not taken. */
export type NewerVersion =
  | { readonly state: "ready" }
  | {
      readonly state: "refused";
      readonly reason: NotTakenReason;
      readonly evidence: string;
      /** The browser has it all the same, and may use it at the next start. */
      readonly mayTakeOver: boolean;
    };

/**
 * A server may go from one version to the next while a device is in the middle of fetching one: what does not fit then
 * fits a moment later. Only what is refused twice is told.
 */
const againMs = 4_000;
const refusalsTold = 2;

let known: NewerVersion | null = null;
let waiting: ServiceWorker | null = null;
let refusals = 0;
let consented = false;

/** What is known of a newer version; null while there is none. */
export function newerVersion(): NewerVersion | null {
  return known;
}

function know(next: NewerVersion): void {
  // What was refused stays in sight, whatever comes after.
  if (known?.state === "refused") return;
  known = next;
  window.dispatchEvent(new Event(newerVersionChanged));
}

/** Uses the newer version now: the page is loaded again with it. */
export function useNewerVersion(): void {
  consented = true;
  if (waiting?.state !== "installed") {
    // Another tab has taken it into use already: this page is all that is still of before.
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage({ type: "use-now" });
}

async function judge(files: PutBy, mayTakeOver: boolean): Promise<ConsentAnswer> {
  try {
    const verdict = await market.judgeRelease(files);
    if (verdict.taken) {
      refusals = 0;
      return "take";
    }
    refusals += 1;
    if (refusals >= refusalsTold) know({ state: "refused", mayTakeOver, ...verdict });
    return "refuse";
  } catch {
    // No network, or a market that is not here yet: nothing is known either way.
    return "later";
  }
}

async function lookAgain(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.update();
}

/** Whether this page is of the version in use: one without a service worker may itself be of the version in question. */
export const isOfTheOneInUse = (): boolean => navigator.serviceWorker.controller !== null;

/** Questions that are being judged: a worker asks again until it is answered. */
const pending = new Map<string, Promise<ConsentAnswer>>();

async function judgeQuestion(files: PutBy): Promise<ConsentAnswer> {
  const said = await judge(files, false);
  if (said === "take") consented = true;
  if (said === "refuse" && refusals < refusalsTold) setTimeout(() => void lookAgain().catch(() => undefined), againMs);
  return said;
}

/** Answers a newer worker that asks whether it may be taken. */
export async function answerQuestion(event: MessageEvent): Promise<void> {
  const [port] = event.ports;
  if (!isConsentQuestion(event.data) || port === undefined || !isOfTheOneInUse()) return;
  const { files } = event.data;
  const question = JSON.stringify(files);
  const said = pending.get(question) ?? judgeQuestion(files);
  pending.set(question, said);
  port.postMessage(await said);
  pending.delete(question);
}

/** A newer worker waits: it is offered when what the server offers now is what the log has. */
export async function offer(worker: ServiceWorker): Promise<void> {
  const said = await judge([], true);
  if (said === "refuse" && refusals < refusalsTold) {
    setTimeout(() => void offer(worker), againMs);
    return;
  }
  if (said !== "take") return;
  waiting = worker;
  consented = true;
  know({ state: "ready" });
}

/**
 * Another worker has taken over: with the yes of a page like this one, or without anybody's.
 * @param seen false when it happened before this page watched: then another page may have said yes
 */
export async function noteTakeover(seen: boolean): Promise<void> {
  if (consented || (!seen && (await judge([], true)) !== "refuse")) return;
  know({ state: "refused", reason: "unasked", evidence: unaskedEvidence(), mayTakeOver: true });
}

function unaskedEvidence(): string {
  return JSON.stringify(
    {
      v: 1,
      kind: "smartketplace/release-evidence",
      reason: "unasked",
      on: new Date().toISOString(),
      origin: location.origin,
    },
    null,
    1,
  );
}
