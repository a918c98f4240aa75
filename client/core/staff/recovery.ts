import { z } from "zod";
import { fromBase64url, fromUtf8, toBase64url, utf8 } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { Localized } from "../../../crypto/protocol/primitives.ts";
import { base64urlOf, keyName } from "../../../crypto/protocol/primitives.ts";
import { makeStatement } from "../../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../../crypto/protocol/statements.ts";
import { successionProof, verifySuccessionProof } from "../../../crypto/protocol/succession.ts";
import type { Market, RecoveryCase } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { fingerprintOf } from "../fingerprint.ts";
import type { Outbox } from "../outbox.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import type { Steward } from "../steward.ts";

// A stall that has lost its key
//
// Nobody can hand it back: keys are on devices alone. The stall makes another one and brings it to the market's office, as a
// text that names the lost key, the next one, and holds the next one's signature over the lost one. A steward looks who it
// is, compares the words, and says so in public. It counts 72 hours after the end of that day, so that whoever still has the
// key can say no, by passing it on.

/** What the stall brings to the office. */
const recoveryRequest = z.strictObject({ v: z.literal(1), lost: keyName, next: keyName, proof: base64urlOf(64) });
type Request = z.infer<typeof recoveryRequest>;

/** What tells the text from any other that somebody may paste. */
const prefix = "smk-cle-";
/** Longer texts are none of ours. */
const requestLengthMax = 1000;

const malformed = (cause?: unknown): CodedError =>
  new CodedError("recovery/malformed", "This is not a request for another key.", cause);

/** Reads a request. Throws `recovery/malformed` for another text, and for one that the next key did not sign. */
export function readRequest(text: string): Request {
  const trimmed = text.replaceAll(/\s/g, "");
  if (!trimmed.startsWith(prefix) || trimmed.length > requestLengthMax) throw malformed();
  try {
    const request = recoveryRequest.parse(JSON.parse(fromUtf8(fromBase64url(trimmed.slice(prefix.length)))));
    verifySuccessionProof(recoveryOf(request, request.next, 1, "2026-01-01", {}));
    if (request.lost === request.next) throw malformed();
    return request;
  } catch (cause) {
    throw malformed(cause);
  }
}

function recoveryOf(
  { lost, next, proof }: Request,
  author: string,
  revision: number,
  issuedOn: string,
  reason: Localized,
): StatementOf<"recovery"> {
  return { v: 1, type: "recovery", author, subject: lost, revision, issuedOn, body: { next, proof, reason } };
}

/** The parts of the Market for a stall that lost its key, and for the steward who gives it another. */
export type Recovery = Pick<Market, "askForRecovery" | "recoveryRequest" | "readRecovery" | "recover">;

export function createRecovery(parts: {
  readonly platform: Platform;
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly steward: Steward;
  readonly outbox: Pick<Outbox, "enqueue">;
}): Recovery {
  const { platform, session, catalogue, steward, outbox } = parts;

  /** What a request asks for, as the market is now. Throws `recovery/unknown`, `recovery/outdated`. */
  async function caseOf(text: string): Promise<RecoveryCase & { readonly request: Request }> {
    const request = readRequest(text);
    await catalogue.verified();
    const party = catalogue.party(request.lost);
    if (party === null) throw new CodedError("recovery/unknown", "There is no such stall.");
    // Somebody else was first, or the stall has its key after all.
    const { chains } = catalogue;
    if (chains.currentOf(request.lost) !== request.lost) {
      throw new CodedError("recovery/outdated", "This stall has another key already.");
    }
    return { request, party, next: fingerprintOf(request.next, platform.wordList) };
  }

  return {
    askForRecovery: async (name) => {
      await catalogue.verified();
      const view = catalogue.party(name);
      if (view === null) throw new CodedError("recovery/unknown", "There is no such stall.");
      const { kind, name: called } = view.party;
      if (kind === "steward") throw new CodedError("staff/steward", "A steward's key is named by the market.");
      if (session.view.memberships.some(({ partyId }) => partyId === view.id)) {
        throw new CodedError("recovery/not-needed", "This account has the key of this stall.");
      }
      await session.createParty({ kind, name: called, root: view.id });
    },
    recoveryRequest: async (partyId) => {
      const next = session.partyKey(partyId);
      const { root, earlier } = session.membership(partyId);
      const lost = catalogue.chains.currentOf(partyId);
      const nextName = toBase64url(next.publicKey);
      if (root === undefined || earlier !== undefined || lost === nextName) return null;
      const proof = successionProof("recovery", lost, next);
      const request: Request = { v: 1, lost, next: nextName, proof };
      return {
        text: prefix + toBase64url(utf8(JSON.stringify(request))),
        next: fingerprintOf(nextName, platform.wordList),
      };
    },
    readRecovery: async (text) => {
      const { party, next } = await caseOf(text);
      return { party, next };
    },
    recover: async (stewardId, text, reason) => {
      const { request, party } = await caseOf(text);
      const key = session.partyKey(stewardId);
      const known = catalogue.statement("recovery", stewardId, request.lost)?.revision ?? 0;
      const issuedOn = new Date(platform.now()).toISOString().slice(0, 10);
      const body = recoveryOf(request, stewardId, known + 1, issuedOn, reason);
      await outbox.enqueue({
        what: "statement",
        route: "postStatement",
        body: makeStatement(body, key).wire,
        lane: `statements/${stewardId}`,
        dedupe: `recovery/${stewardId}/${request.lost}`,
      });
      // The office has just compared the words of the next key: what it said of the stall goes on with it.
      const labels = party.accreditation?.labels ?? [];
      if (party.accreditation?.status !== "accredited") return;
      await steward.judge(stewardId, request.next, { status: "accredited", labels: [...labels], keyCompared: true });
    },
  };
}
