import { expect } from "vitest";
import { digestName } from "../../crypto/hash.ts";
import type { CatalogueWire } from "../../crypto/protocol/exports.ts";
import { readPack } from "../../crypto/protocol/pack.ts";
import { readStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { TestServer } from "./test-server.ts";

/** Reads a server's catalogue as a client does that keeps nothing. */
export function catalogueReader(server: () => TestServer) {
  const list = async (): Promise<CatalogueWire> => (await server().call("catalogue")).json as CatalogueWire;
  const packOf = async (digest: string) => (await server().call("pack", { params: { digest } })).bytes;

  /** The newest of every statement that a reader of all packs holds, by type, author and subject. */
  async function readAll(): Promise<Map<string, SignedStatement>> {
    await server().running.app.catalogue.settled();
    const read = new Map<string, SignedStatement>();
    for (const { digest, bytes, statements } of (await list()).packs) {
      const pack = await packOf(digest);
      expect([digestName(pack), pack.length]).toEqual([digest, bytes]);
      const wires = readPack(pack);
      expect(wires).toHaveLength(statements);
      for (const wire of wires) {
        const signed = readStatement(wire);
        const { type, author, subject, revision } = signed.statement;
        const identity = `${type} ${author} ${subject}`;
        if ((read.get(identity)?.statement.revision ?? 0) < revision) read.set(identity, signed);
      }
    }
    return read;
  }

  /** The types of an author's statements, in order. */
  const typesOf = async (author: string) =>
    [...(await readAll()).values()]
      .filter(({ statement }) => statement.author === author)
      .map(({ statement }) => statement.type)
      .sort();

  return { list, packOf, readAll, typesOf };
}
