import { createCatalogue } from "../../client/core/catalogue/create-catalogue.ts";
import { packEntries } from "../../client/core/catalogue/pack-entries.ts";
import { takeSnapshot } from "../../client/core/catalogue/snapshot.ts";
import { createStatementBook } from "../../client/core/catalogue/statement-book.ts";
import { createHttpTransport } from "../../client/core/http-transport.ts";
import { openIndexedDbStore } from "../../client/core/indexed-db-store.ts";
import { aloneLeadership } from "../../client/core/leadership.ts";
import type { Platform } from "../../client/core/platform.ts";
import { createItemIndex } from "../../client/core/search/item-index.ts";
import { createTopicHub } from "../../client/core/topics.ts";
import { wordListOf } from "../../client/core/words/words.ts";
import { geneva } from "../../instances/geneva/instance.ts";

// The core's catalogue in a worker, as the shop runs it, measured from inside. Is asked by messages, answers in figures.

/** From the start of the worker, in milliseconds: what a visitor could see and do. */
export interface VisitFigures {
  readonly firstAnswerMilliseconds: number;
  readonly completeMilliseconds: number;
  readonly verifiedAndIndexedMilliseconds: number;
  readonly itemsCount: number;
}

/** One step after the other, nothing else going on. */
export interface StepFigures {
  readonly parseAndCheckMilliseconds: number;
  readonly snapshotMilliseconds: number;
  readonly indexMilliseconds: number;
  /** After a snapshot in which one shelf has changed. */
  readonly oneShelfSnapshotMilliseconds: number;
  readonly oneShelfIndexMilliseconds: number;
}

export interface SearchFigures {
  /** One for each letter typed. */
  readonly searchMilliseconds: readonly number[];
  readonly suggestMilliseconds: readonly number[];
}

async function platform(): Promise<Platform> {
  return {
    store: await openIndexedDbStore(),
    transport: createHttpTransport(location.origin),
    leadership: aloneLeadership(),
    now: () => Date.now(),
    random: () => Math.random(),
    rpId: location.hostname,
    origin: location.origin,
    instance: geneva,
    wordList: wordListOf("fr"),
  };
}

type Catalogue = Awaited<ReturnType<typeof createCatalogue>>;
let catalogue: Catalogue | undefined;

/** A visit, cold or warm by what the store holds. `text` is searched for from the first moment. */
async function visit(text: string): Promise<VisitFigures> {
  const started = performance.now();
  const since = (): number => performance.now() - started;
  const opened = await createCatalogue(await platform(), createTopicHub());
  catalogue = opened;
  let [firstAnswer, complete] = [Number.NaN, Number.NaN];
  const done = new Promise<void>((resolve) => {
    const look = (): void => {
      if (Number.isNaN(firstAnswer) && opened.search({ text }).total > 0) firstAnswer = since();
      const { state, verified } = opened.view;
      if (Number.isNaN(complete) && state === "complete") complete = since();
      if (state === "complete" && verified) resolve();
    };
    opened.subscribe(look);
  });
  await opened.start();
  await done;
  await opened.refresh();
  return {
    firstAnswerMilliseconds: firstAnswer,
    completeMilliseconds: complete,
    verifiedAndIndexedMilliseconds: since(),
    itemsCount: opened.view.items,
  };
}

async function steps(): Promise<StepFigures> {
  const { store } = await platform();
  const packs = (await store.entries("packs")).map(
    ([digest, stored]) => [digest, (stored as { bytes: Uint8Array }).bytes] as const,
  );
  const timed = <T>(work: () => T): [T, number] => {
    const started = performance.now();
    const result = work();
    return [result, performance.now() - started];
  };
  const instanceKey = (await store.get("catalogue", "instance-key")) as string;
  const book = createStatementBook({});
  const [entries, parse] = timed(() => packs.map(([digest, bytes]) => [digest, packEntries(bytes)] as const));
  for (const [digest, list] of entries) book.addPack(digest, list, true);
  const [snapshot, join] = timed(() => takeSnapshot(book, instanceKey, geneva));
  const index = createItemIndex(geneva);
  const [, build] = timed(() => index.update(snapshot));
  // The same shelf said anew: what a day's change brings to every reader.
  const shelf = entries.flatMap(([, list]) => list).find(({ statement }) => statement.type === "shelf")!;
  const copy = JSON.parse(JSON.stringify(shelf.statement)) as typeof shelf.statement;
  const changed = { ...shelf, statement: { ...copy, revision: copy.revision + 1000 }, digest: "changed" };
  book.addPack("changed", [changed], true);
  const [after, rejoin] = timed(() => takeSnapshot(book, instanceKey, geneva, snapshot));
  const [, reindex] = timed(() => index.update(after));
  return {
    parseAndCheckMilliseconds: parse,
    snapshotMilliseconds: join,
    indexMilliseconds: build,
    oneShelfSnapshotMilliseconds: rejoin,
    oneShelfIndexMilliseconds: reindex,
  };
}

function type(texts: readonly string[]): SearchFigures {
  const opened = catalogue!;
  const each = (ask: (text: string) => unknown): number[] =>
    texts.map((text) => {
      const started = performance.now();
      ask(text);
      return performance.now() - started;
    });
  for (const text of texts.slice(0, 200)) opened.search({ text, limit: 24 });
  return {
    searchMilliseconds: each((text) => opened.search({ text, limit: 24 })),
    suggestMilliseconds: each((text) => opened.suggest(text, "fr")),
  };
}

type Question = { readonly visit: string } | { readonly type: readonly string[] } | { readonly steps: true };

onmessage = ({ data }: MessageEvent<Question>) => {
  const answer = async (): Promise<unknown> => {
    if ("visit" in data) return visit(data.visit);
    return "type" in data ? type(data.type) : steps();
  };
  answer().then(
    (figures) => postMessage({ figures }),
    (error: unknown) => postMessage({ failure: error instanceof Error ? error.message : "Something failed." }),
  );
};
