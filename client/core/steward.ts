import { CodedError } from "../../crypto/coded-error.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../crypto/protocol/exports.ts";
import type { Market } from "./api.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { Outbox } from "./outbox.ts";
import type { Platform } from "./platform.ts";
import type { Session } from "./session.ts";

/** A steward's part of the Market. */
export type Steward = Pick<Market, "accreditationRequests" | "accredit">;

/** The steward's desk: who asks to be let in, and the signed answer. It sees public statements, and no customer. */
export function createSteward(parts: {
  readonly platform: Platform;
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly outbox: Pick<Outbox, "enqueue">;
}): Steward {
  const { platform, session, catalogue, outbox } = parts;
  /** Revisions signed here that the catalogue has not brought back yet. */
  const signed = new Map<string, number>();
  return {
    accreditationRequests: () => Promise.resolve(catalogue.applicants()),
    accredit: async (stewardId, partyId, body) => {
      await catalogue.verified();
      const key = session.partyKey(stewardId);
      if (catalogue.party(partyId) === null) throw new CodedError("steward/unknown-party", "There is no such party.");
      // What is judged is the key that speaks for it now.
      const subject = catalogue.chains.currentOf(partyId);
      const known = catalogue.statement("accreditation", stewardId, subject)?.revision ?? 0;
      const revision = Math.max(known, signed.get(subject) ?? 0) + 1;
      const statement: StatementOf<"accreditation"> = {
        v: 1,
        type: "accreditation",
        author: stewardId,
        subject,
        revision,
        issuedOn: new Date(platform.now()).toISOString().slice(0, 10),
        body,
      };
      await outbox.enqueue({
        what: "statement",
        route: "postStatement",
        body: makeStatement(statement, key).wire,
        lane: `statements/${stewardId}`,
        dedupe: `accreditation/${stewardId}/${subject}`,
      });
      signed.set(subject, revision);
    },
  };
}
