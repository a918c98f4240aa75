import { randomBytes } from "node:crypto";
import type { Clock } from "../days.ts";

/** What a challenge was given out for, and for whom. */
export type ChallengePurpose =
  | { readonly use: "register"; readonly userId: Uint8Array }
  | { readonly use: "add"; readonly account: Uint8Array }
  | { readonly use: "login" };

/** WebAuthn challenges under way: in memory, for five minutes, each good for one answer. */
export interface Challenges {
  /** A new challenge, 32 random bytes in base64url. It names itself, so no cookie has to. */
  issue(purpose: ChallengePurpose): string;
  /** What a challenge was for; `null` when it is unknown, too old or was answered before. */
  take(challenge: string): ChallengePurpose | null;
}

const challengeMs = 5 * 60_000;
const challengesMax = 20_000;

/** Challenges of this process. When there are too many the oldest go first. */
export function createChallenges(clock: Clock): Challenges {
  const open = new Map<string, { purpose: ChallengePurpose; issuedAt: number }>();

  const dropOld = (now: number) => {
    // A Map keeps the order of insertion, so the oldest come first.
    for (const [challenge, { issuedAt }] of open) {
      if (open.size <= challengesMax && now - issuedAt <= challengeMs) return;
      open.delete(challenge);
    }
  };

  return {
    issue(purpose) {
      const now = clock();
      const challenge = randomBytes(32).toString("base64url");
      open.set(challenge, { purpose, issuedAt: now });
      dropOld(now);
      return challenge;
    },
    take(challenge) {
      dropOld(clock());
      const entry = open.get(challenge);
      open.delete(challenge);
      return entry?.purpose ?? null;
    },
  };
}
