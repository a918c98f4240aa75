import type { IncomingMessage } from "node:http";
import Negotiator from "negotiator";

/** Encodings in which an answer may lie ready, the smallest first. */
const encodings = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof encodings)[number];

/** Browsers send a handful of different headers: what each means is worked out once. */
const known = new Map<string, Encoding>();
const knownMax = 256;

/**
 * The smallest encoding that a request takes. Browsers name all they know without saying which they like best, gzip
 * first: the size decides, not the order. Whoever forbids all of them gets the bytes as they are.
 */
export function bestEncoding(request: Pick<IncomingMessage, "headers">): Encoding {
  const header = request.headers["accept-encoding"] ?? "";
  let best = known.get(header);
  if (best === undefined) {
    const accepted = new Negotiator({ headers: { "accept-encoding": header } }).encodings([...encodings]);
    best = encodings.find((encoding) => accepted.includes(encoding)) ?? "identity";
    // Made-up headers must not fill the memory.
    if (known.size >= knownMax) known.clear();
    known.set(header, best);
  }
  return best;
}
