import { openStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { Db } from "../database/open-database.ts";
import type { Clock } from "../days.ts";
import { callSites, type Log } from "../log.ts";
import type { OperatorKeys } from "../operator-keys.ts";
import { ProblemError } from "../problems.ts";
import { groupCommit } from "../relay/group-commit.ts";
import type { TransparencyLog } from "../transparency/transparency-log.ts";
import type { InstanceKey } from "./instance-key.ts";
import { independentBatches } from "./statement-batches.ts";
import { createStatementBook, fromStored, loggableForm, type StatementBook } from "./statement-book.ts";
import { requireOwnServer } from "./own-server.ts";
import { judgeStatement } from "./statement-rules.ts";
import { readStatements, writeStatements } from "./statement-store.ts";

/** The public plane: verify the signature, check who may say it, keep, log, serve. */
export interface Statements {
  /** What readers are shown: of statements that are in the log only what a checkpoint covers. */
  readonly book: StatementBook;
  /**
   * Takes in a statement from the wire; resolves once it is committed and, where its type is in the log, covered by a
   * checkpoint that is committed. Throws what `openStatement` and the rules throw.
   */
  accept(wire: Uint8Array): Promise<{ digest: string; repeated: boolean }>;
  /** Reads what other servers of the same database took in since, of one author or of all. */
  reload(author?: string): Promise<void>;
  /** Called with each statement that became current; `here` when this server took it in. */
  onChange(listener: (signed: SignedStatement, here: boolean) => void): void;
  /** Resolves when nothing is on its way into the database; from then on nothing is tried again. */
  close(): Promise<void>;
}

/** What became of a statement that was handed in. */
type Outcome = { readonly digest: string; readonly repeated: boolean } | { readonly refused: unknown };

const groupMax = 256;
/** How soon it is tried again to show what was committed while the log could not be written. */
const retryMs = 1_000;

/** Reads all statements from the database and goes on from there. */
export async function openStatements(parts: {
  db: Db;
  clock: Clock;
  instanceKey: InstanceKey;
  transparency: TransparencyLog;
  operatorKeys: OperatorKeys;
  log: Log;
}): Promise<Statements> {
  const { db, clock, instanceKey, transparency, operatorKeys, log } = parts;
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

  // One after the other, so that twenty at once meet the same quota as one.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  const catchUp = retrying(log, () =>
    inTurn(async () => {
      await transparency.integrate();
      await load();
    }),
  );

  /** A batch whose statements do not depend on each other. */
  const take = async (batch: readonly SignedStatement[]): Promise<Outcome[]> => {
    const judged = batch.map((signed) => judge(signed));
    const fresh = batch.filter((_, at) => judged[at] === null);
    if (fresh.length === 0) return judged as Outcome[];
    const forms = fresh.map(loggableForm);
    const written = await writeStatements(db, forms);
    if (forms.some(({ entry }, at) => entry !== null && written[at] !== "older")) {
      await integrate(new Set(fresh.map(({ statement }) => statement.author)));
    }
    const taken = new Map(fresh.map((signed, at) => [signed, show(signed, written[at] !== "older")]));
    return batch.map((signed, at) => judged[at] ?? taken.get(signed)!);
  };

  const integrate = async (own: ReadonlySet<string>): Promise<void> => {
    try {
      const { authors } = await transparency.integrate();
      // Of another server, which may not live to say so.
      for (const author of authors) if (!own.has(author)) await load(author);
    } catch (thrown) {
      // They are committed, and shown as soon as the log can be written.
      catchUp.soon();
      throw thrown;
    }
  };

  const judge = (signed: SignedStatement): Outcome | null => {
    try {
      const verdict = judgeStatement(book, instanceKey.current(), signed, clock());
      return verdict === "repeated" ? { digest: signed.digest, repeated: true } : null;
    } catch (refused) {
      return { refused };
    }
  };

  const show = (signed: SignedStatement, isCurrent: boolean): Outcome => {
    if (!isCurrent) return { refused: new ProblemError("statement/old-revision") };
    if (signed.statement.type === "instance") instanceKey.found(signed.statement.author);
    if (book.put(signed)) tell(signed, true);
    return { digest: signed.digest, repeated: false };
  };

  const group = groupCommit<SignedStatement, Outcome>(groupMax, (arrived) =>
    inTurn(async () => {
      const outcomes: Outcome[] = [];
      for (const batch of independentBatches(arrived, (author) => book.ofAuthor(author).length === 0)) {
        // What failed to be written fails alone: the others of the moment are judged without it.
        outcomes.push(...(await take(batch).catch((refused: unknown) => batch.map(() => ({ refused })))));
      }
      return outcomes;
    }),
  );

  return {
    book,
    async accept(wire) {
      const signed = openStatement(wire);
      if (signed.statement.type === "instance") {
        const { origin } = await transparency.checkpoint();
        requireOwnServer(signed.statement.body, operatorKeys, origin);
      }
      const outcome = await group.add(signed);
      if ("refused" in outcome) throw outcome.refused;
      return outcome;
    },
    reload: (author) => inTurn(() => load(author)),
    onChange: (listener) => void listeners.push(listener),
    async close() {
      await group.idle();
      catchUp.stop();
      await last;
    },
  };
}

/** Work that is tried until it succeeds, when somebody asks for it; never twice at once. */
function retrying(log: Log, work: () => Promise<unknown>): { soon(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const run = (): void => {
    work().then(
      () => (timer = null),
      (thrown: unknown) => {
        log.error("statements not shown yet", { stack: callSites(thrown) });
        timer = null;
        soon();
      },
    );
  };
  const soon = (): void => {
    if (timer === null && !stopped) timer = setTimeout(run, retryMs).unref();
  };
  return {
    soon,
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
