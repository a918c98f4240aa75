import { CodedError } from "../../crypto/coded-error.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import type { Accreditation, StatementOf } from "../../crypto/protocol/exports.ts";
import type { Market } from "./api.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { Outbox } from "./outbox.ts";
import type { Platform } from "./platform.ts";
import type { Session } from "./session.ts";

/** A steward's part of the Market. */
export interface Steward extends Pick<Market, "accreditationRequests" | "accredit"> {
  /** Says what a steward thinks of a key, whether it has introduced itself or not. */
  judge(stewardId: string, key: string, body: Accreditation): Promise<void>;
}

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
  async function judge(stewardId: string, subject: string, body: Accreditation): Promise<void> {
    const known = catalogue.statement("accreditation", stewardId, subject)?.revision ?? 0;
    const revision = Math.max(known, signed.get(subject) ?? 0) + 1;
    const issuedOn = new Date(platform.now()).toISOString().slice(0, 10);
    const statement: StatementOf<"accreditation"> = {
      v: 1,
      type: "accreditation",
      author: stewardId,
      subject,
      revision,
      issuedOn,
      body,
    };
    await outbox.enqueue({
      what: "statement",
      route: "postStatement",
      body: makeStatement(statement, session.partyKey(stewardId)).wire,
      lane: `statements/${stewardId}`,
      dedupe: `accreditation/${stewardId}/${subject}`,
    });
    signed.set(subject, revision);
  }

  return {
    accreditationRequests: () => Promise.resolve(catalogue.applicants()),
    accredit: async (stewardId, partyId, body) => {
      await catalogue.verified();
      if (catalogue.party(partyId) === null) throw new CodedError("steward/unknown-party", "There is no such party.");
      // What is judged is the key that speaks for it now.
      await judge(stewardId, catalogue.chains.currentOf(partyId), body);
    },
    judge,
  };
}
