import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { isUnlimited } from "./statement-rules.ts";

/** Of one transaction, so that a few large ones do not make it too large. */
const batchBytesMax = 4 * 1024 * 1024;

/**
 * Cuts statements, in their order, into batches within which no judgement depends on another statement of the same batch:
 * each batch is judged against what all before it left. So many that arrive at once meet the same rules as one after the
 * other, and are committed together all the same.
 * @param isStranger whether an author has said nothing yet: how many may is counted
 */
export function independentBatches(
  statements: readonly SignedStatement[],
  isStranger: (author: string) => boolean,
): SignedStatement[][] {
  const batches: SignedStatement[][] = [];
  let batch = emptyBatch();
  for (const signed of statements) {
    const { author } = signed.statement;
    const stranger = isStranger(author) && !isUnlimited(signed.statement.type);
    if (batch.members.length > 0 && batch.decides(signed, stranger)) {
      batches.push(batch.members);
      batch = emptyBatch();
    }
    batch.add(signed, stranger);
  }
  return batch.members.length > 0 ? [...batches, batch.members] : batches;
}

function emptyBatch() {
  const members: SignedStatement[] = [];
  /** Whose further statements must wait: of authors with quotas any, of others those of the same identity. */
  const taken = new Set<string>();
  let bytes = 0;
  let changesAll = false;
  let hasStranger = false;
  const marksOf = ({ statement }: SignedStatement): string[] => {
    const { type, author, subject } = statement;
    // What follows a key is judged by what was said of it.
    if (statement.type === "succession") return [author, statement.body.next];
    if (statement.type === "recovery") return [`recovery ${subject}`, subject, statement.body.next];
    if (!isUnlimited(type)) return [author];
    // A judgement decides about the quota of the party judged.
    const decided = type === "accreditation" ? [subject] : [];
    return [`${type} ${author} ${subject}`, ...decided];
  };
  return {
    members,
    decides: (signed: SignedStatement, stranger: boolean): boolean =>
      changesAll ||
      changesRules(signed) ||
      (stranger && hasStranger) ||
      bytes + signed.wire.length > batchBytesMax ||
      marksOf(signed).some((mark) => taken.has(mark)),
    add(signed: SignedStatement, stranger: boolean): void {
      members.push(signed);
      for (const mark of marksOf(signed)) taken.add(mark);
      bytes += signed.wire.length;
      changesAll = changesRules(signed);
      hasStranger ||= stranger;
    },
  };
}

/** An instance statement decides who may say what: it stands alone. */
function changesRules({ statement }: SignedStatement): boolean {
  return statement.type === "instance";
}
