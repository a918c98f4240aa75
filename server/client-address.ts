import { createHmac, randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { ProblemError } from "./problems.ts";

/** Limits how often one client address may do something, without keeping the address. */
export interface AddressLimiter {
  /** Counts one. Throws `request/too-many` above the limit. */
  consume(request: IncomingMessage): Promise<void>;
}

/** A key of this process only: the hashes mean nothing to anyone else and are gone with it. */
const processKey = randomBytes(32);
const pseudonyms = new WeakMap<Socket, string>();

function addressPseudonym(request: IncomingMessage, trustProxy: number): string {
  const kept = trustProxy === 0 ? pseudonyms.get(request.socket) : undefined;
  if (kept !== undefined) return kept;
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim());
  const named = trustProxy > 0 ? forwarded.at(-trustProxy) : undefined;
  const address = named === undefined || named === "" ? (request.socket.remoteAddress ?? "") : named;
  // A household has a /64 of IPv6: its addresses count as one.
  const counted = address.includes(":") && !address.startsWith("::ffff:") ? address.split(":", 4).join(":") : address;
  const pseudonym = createHmac("sha256", processKey).update(counted).digest("base64url");
  if (trustProxy === 0) pseudonyms.set(request.socket, pseudonym);
  return pseudonym;
}

/** A limiter of `perMinute` a minute, 0 for none. It keeps a keyed hash of the address for a minute, in memory. */
export function addressLimiter(perMinute: number, trustProxy: number): AddressLimiter {
  if (perMinute === 0) return { consume: async () => undefined };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    async consume(request) {
      try {
        await limiter.consume(addressPseudonym(request, trustProxy));
      } catch {
        throw new ProblemError("request/too-many");
      }
    },
  };
}
