import { sha256 } from "../../crypto/hash.ts";
import { fromBase64url, sameBytes } from "../../crypto/bytes.ts";
import { openStatement } from "../../crypto/protocol/signed-statement.ts";
import { ready } from "../../crypto/sodium.ts";
import { defineCheck } from "../check.ts";
import type { RawRow } from "../audit-database.ts";
import type { Found } from "../finding.ts";

const text = (value: Uint8Array | null | undefined): string => (value ? Buffer.from(value).toString("utf8") : "");

/** What is wrong with a stored statement, or `null`. */
function troubleOf([type, author, subject, revision, issuedOn, digest, wire]: RawRow): string | null {
  if (!wire || !author || !digest) return "nothing in them";
  let opened: ReturnType<typeof openStatement>;
  try {
    opened = openStatement(new Uint8Array(wire));
  } catch {
    return "bytes that are no statement signed by its author";
  }
  const { statement } = opened;
  // The server keeps one statement about the instance, whatever its author calls it (statement-book.ts).
  const about = statement.type === "instance" ? statement.author : statement.subject;
  const agrees =
    sameBytes(sha256(wire), digest) &&
    sameBytes(fromBase64url(statement.author), author) &&
    statement.type === text(type) &&
    about === text(subject) &&
    String(statement.revision) === text(revision) &&
    statement.issuedOn === text(issuedOn);
  return agrees ? null : "columns that say something else than what was signed";
}

/** Every document of the public plane: a strict schema, a signature, and columns that repeat it. */
export const valuesStatements = defineCheck({
  id: "values/statements",
  asks: "every public document is what its schema allows, signed by its author, and its columns say the same",
  needs: ["database"],
  async run({ database, say }) {
    await ready();
    const troubles = new Map<string, number>();
    let rows = 0;
    await database.scan(
      `select type, author, subject, revision::text, issued_on::text, digest, wire from public_plane.statement`,
      (row) => {
        rows += 1;
        if (rows % 10_000 === 0) say(`  public_plane.statement: ${rows} rows`);
        const trouble = troubleOf(row);
        if (trouble !== null) troubles.set(trouble, (troubles.get(trouble) ?? 0) + 1);
      },
    );
    return [...troubles].map(([trouble, count]): Found => ({
      severity: "high",
      where: "public_plane.statement",
      evidence: `${count} of ${rows} rows have ${trouble}.`,
      means: "Something was put into the public plane past the server's rules: no author stands for it.",
      remedy: "Delete these rows and restart the server; readers refuse them already.",
    }));
  },
});
