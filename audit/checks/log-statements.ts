import { toBase64url } from "../../crypto/bytes.ts";
import { decodeLogEntry, isLogged } from "../../crypto/protocol/log-entry.ts";
import type { RawRow } from "../audit-database.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";

const text = (value: Uint8Array | null | undefined): string => (value ? Buffer.from(value).toString("utf8") : "");

/** What is wrong between a statement and its entry, or `null`. */
function troubleOf([type, author, subject, revision, digest, index, entry]: RawRow): string | null {
  if (!isLogged(text(type))) return index === null ? null : "have an entry although their type is not in the log";
  if (index === null) return "are not in the log";
  if (!entry || !author || !digest) return "name an entry that is not there";
  try {
    const kept = decodeLogEntry(new Uint8Array(entry));
    const same =
      kept.type === text(type) &&
      kept.author === toBase64url(author) &&
      kept.subject === text(subject) &&
      String(kept.revision) === text(revision) &&
      kept.digest === toBase64url(digest);
    return same ? null : "name an entry that is another statement's";
  } catch {
    return "name an entry that is none";
  }
}

/** Every statement that speaks for a key, against the entry that it names. */
export const logStatements = defineCheck({
  id: "log/statements",
  asks: "every statement that speaks for a key is in the transparency log, with its hash",
  needs: ["database"],
  async run({ database }) {
    const troubles = new Map<string, number>();
    let rows = 0;
    await database.scan(
      `select s.type, s.author, s.subject, s.revision::text, s.digest, s.log_index::text, e.entry
       from public_plane.statement s left join public_plane.log_entry e on e.index = s.log_index`,
      (row) => {
        rows += 1;
        const trouble = troubleOf(row);
        if (trouble !== null) troubles.set(trouble, (troubles.get(trouble) ?? 0) + 1);
      },
    );
    return [...troubles].map(([trouble, count]): Found => ({
      severity: "critical",
      where: "public_plane.statement",
      evidence: `${count} of ${rows} rows ${trouble}.`,
      means: "A key could be shown to some and not to others without anybody being able to prove it.",
      remedy:
        "Find out which program wrote them. The server enters what is missing at its next start; a wrong entry stays as evidence.",
    }));
  },
});
