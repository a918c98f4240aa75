// The core's script is long, and its first question always the same: which packs there are. The page has that asked by a
// link in its head (vite.config.ts) before any script, and hands the answer on.
import { bytesOf } from "../core/response-bytes.ts";

/** What the page tells its worker: the answer, or that it has none. */
interface Ahead {
  readonly ahead: Uint8Array<ArrayBuffer> | null;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** An older answer is asked for again: a tab may have waited long for its turn. The page waits no longer either. */
const freshMs = 10_000;
/** A pack has about 250 bytes in the list. Whatever is longer, the worker asks for itself, with its own bound. */
const bytesMax = 1024 * 1024;

async function answerNow(origin: string): Promise<Ahead["ahead"]> {
  try {
    const response = await fetch(`${origin}/catalogue`, {
      // As the link asks, or the browser would ask twice. This market has no cookie on this path; where another program of
      // the same host has one, the server refuses it, and the worker asks without.
      credentials: "same-origin",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(freshMs),
    });
    return response.ok && !response.redirected ? await bytesOf(response, bytesMax) : null;
  } catch {
    return null;
  }
}

/** The page's end. */
export async function askAhead(worker: Pick<Worker, "postMessage">): Promise<void> {
  const askedAt = Date.now();
  const answer = await answerNow(location.origin);
  const message: Ahead = { ahead: answer, askedAt };
  worker.postMessage(message, answer === null ? [] : [answer.buffer]);
}

function isAhead(value: unknown): value is Ahead {
  return typeof value === "object" && value !== null && "ahead" in value;
}

/** The worker's end: the answer, once, if there is one and it is not old. To be called before anything else listens. */
export function answeredAhead(page: EventTarget): () => Promise<Response | null> {
  let told = new Promise<Ahead>((resolve) => {
    const hear = (event: Event): void => {
      const { data } = event as MessageEvent<unknown>;
      if (!isAhead(data)) return;
      page.removeEventListener("message", hear);
      event.stopImmediatePropagation();
      resolve(data);
    };
    page.addEventListener("message", hear);
  });
  return async () => {
    const { ahead, askedAt } = await told;
    told = Promise.resolve({ ahead: null, askedAt });
    return ahead !== null && Date.now() - askedAt < freshMs ? new Response(ahead) : null;
  };
}
