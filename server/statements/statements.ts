import { openStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { Db } from "../database/open-database.ts";
import { type Clock, dayOf } from "../days.ts";
import { ProblemError } from "../problems.ts";
import type { InstanceKey } from "./instance-key.ts";
import { createStatementBook, fromStored, type StatementBook, storedForm } from "./statement-book.ts";
import { judgeStatement } from "./statement-rules.ts";
import { readStatements, writeStatement } from "./statement-store.ts";

/** The public plane: verify the signature, check who may say it, keep, serve. */
export interface Statements {
  readonly book: StatementBook;
  /**
   * Takes in a statement from the wire; resolves once it is committed. Throws what `openStatement` and the rules throw.
   */
  accept(wire: Uint8Array): Promise<{ digest: string; repeated: boolean }>;
  /** Reads what other servers of the same database took in since, of one author or of all. */
  reload(author?: string): Promise<void>;
  /** Called with each statement that became current; `here` when this server took it in. */
  onChange(listener: (signed: SignedStatement, here: boolean) => void): void;
}

/** Reads all statements from the database and goes on from there. */
export async function openStatements(parts: { db: Db; clock: Clock; instanceKey: InstanceKey }): Promise<Statements> {
  const { db, clock, instanceKey } = parts;
  const book = createStatementBook(() => instanceKey.current());
  const listeners: ((signed: SignedStatement, here: boolean) => void)[] = [];
  const tell = (signed: SignedStatement, here: boolean) => {
    for (const listener of listeners) listener(signed, here);
  };

  const load = async (author?: string) => {
    for await (const stored of readStatements(db, author)) {
      const known = book.ofAuthor(stored.author).some((signed) => signed.digest === stored.digest);
      if (known) continue;
      const signed = fromStored(stored);
      // A data folder that was lost does not open the instance to whoever comes next.
      if (stored.type === "instance") instanceKey.found(stored.author);
      if (book.put(signed)) tell(signed, false);
    }
  };
  await load();

  const take = async (signed: SignedStatement): Promise<{ digest: string; repeated: boolean }> => {
    const { digest, statement } = signed;
    if (judgeStatement(book, instanceKey.current(), signed, dayOf(clock())) === "repeated") {
      return { digest, repeated: true };
    }
    if (!(await writeStatement(db, storedForm(signed)))) throw new ProblemError("statement/old-revision");
    if (statement.type === "instance") instanceKey.found(statement.author);
    if (book.put(signed)) tell(signed, true);
    return { digest, repeated: false };
  };

  // One after the other, so that twenty at once meet the same quota as one.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  return {
    book,
    accept: async (wire) => {
      const signed = openStatement(wire);
      return inTurn(() => take(signed));
    },
    reload: (author) => inTurn(() => load(author)),
    onChange: (listener) => void listeners.push(listener),
  };
}
