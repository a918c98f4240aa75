import { toBase64url } from "../../crypto/bytes.ts";
import type { Item, Party, Statement, StatementOf, StatementType } from "../../crypto/protocol/exports.ts";
import { makeStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import type { Answer, TestServer } from "./test-server.ts";

/** Someone who can sign. */
export interface Signer {
  readonly pair: SigningKeyPair;
  readonly name: string;
}

/** A new key and its name. */
export function newSigner(): Signer {
  const pair = signingKeyPair();
  return { pair, name: toBase64url(pair.publicKey) };
}

/** What a statement may be made with, beside its body. */
export interface StatementHead {
  readonly subject?: string;
  readonly revision?: number;
  readonly issuedOn?: string;
}

/** A signed statement, about its author unless told otherwise, made on a day that is over. */
export function stated<T extends StatementType>(
  author: Signer,
  type: T,
  body: StatementOf<T>["body"],
  head: StatementHead = {},
): SignedStatement {
  const { subject = author.name, revision = 1, issuedOn = "2026-01-02" } = head;
  const content = { v: 1, type, author: author.name, subject, revision, issuedOn, body } as unknown as Statement;
  return makeStatement(content, author.pair);
}

/** A producer without anything that a statement may leave out. */
export function partyBody(name: string, kind: Party["kind"] = "producer"): Party {
  return { kind, name, trade: { fr: "fromagerie" }, since: "2026-01-01" };
}

/** Items that read like items, all different. */
export function items(count: number, word = "Tomme", descriptionLength = 40): Item[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `item-${index}`,
    kind: "good",
    name: { fr: `${word} numéro ${index}` },
    summary: { fr: `Affinée ${index + 3} semaines en cave, au lait cru de la ferme.` },
    description: { fr: "x".repeat(descriptionLength) },
    category: "food/dairy/cheese",
    variants: [{ id: "a", priceMinor: 500 + index }],
    vat: "reduced",
  }));
}

/** An instance with one steward, on a server. */
export interface Founded {
  readonly instance: Signer;
  readonly steward: Signer;
  send(signed: SignedStatement): Promise<Answer>;
  /** A party that has introduced itself and, unless told otherwise, is accredited. */
  newParty(name: string, accredited?: boolean): Promise<Signer>;
}

/** Founds an instance on an empty server. Throws when the server refuses any of it. */
export async function foundInstance(server: TestServer, replyBuckets = 4): Promise<Founded> {
  const [instance, steward] = [newSigner(), newSigner()];
  const send = (signed: SignedStatement) => server.call("postStatement", { body: signed.wire });
  const must = async (signed: SignedStatement) => {
    const answer = await send(signed);
    if (answer.status !== 201) throw new Error(`Refused: ${answer.code}`);
  };
  const { operator, log } = (await server.call("operator")).json;
  await must(stated(instance, "instance", { name: "Genève", stewards: [steward.name], replyBuckets, operator, log }));
  return {
    instance,
    steward,
    send,
    async newParty(name, accredited = true) {
      const party = newSigner();
      await must(stated(party, "party", partyBody(name)));
      if (!accredited) return party;
      const judgement = { status: "accredited" as const, labels: [], keyCompared: true };
      await must(stated(steward, "accreditation", judgement, { subject: party.name }));
      return party;
    },
  };
}
