import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { CatalogueWire } from "../../crypto/protocol/exports.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { EventHub } from "../event-hub.ts";
import { callSites, type Log } from "../log.ts";
import type { Statements } from "../statements/statements.ts";
import { createLayout } from "./layout.ts";
import type { Pack } from "./packs.ts";
import { type ReadyAnswer, readyAnswer } from "./ready-answer.ts";
import { createServedPacks } from "./served-packs.ts";

/** Topic of {@link EventHub}. */
export const catalogueTopic = "catalogue";

/** The catalogue as it is served. */
export interface Catalogue {
  /** The list of packs. */
  list(): ReadyAnswer;
  /** A pack of the list, or one that left it a short while ago; `null` otherwise. */
  pack(digest: string): Pack | null;
  /** How many boards a day has: 1 until the instance says. */
  replyBuckets(): number;
  /** Resolves when every change so far is in the list. Laying out anew goes on meanwhile: it changes nothing that is said. */
  settled(): Promise<void>;
}

/** Changes that come within this time become one pack. */
const gatherMs = 60;

function listOf(wire: CatalogueWire): ReadyAnswer {
  const identity = Buffer.from(JSON.stringify(wire));
  // Small, and made anew with every change: quickly.
  const br = brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  // A weak tag: it names what the list says, whatever the encoding.
  const etag = `W/"${createHash("sha256").update(identity).digest("base64url").slice(0, 22)}"`;
  return readyAnswer(
    { identity, br, gzip: gzipSync(identity) },
    { type: "application/json", cacheControl: "no-cache", etag },
  );
}

/** Makes the catalogue of the current statements, and keeps it current. */
export async function openCatalogue(parts: { statements: Statements; hub: EventHub; log: Log }): Promise<Catalogue> {
  const { statements, hub, log } = parts;
  const { book } = statements;
  const layout = createLayout(book);
  const served = createServedPacks();
  const replyBuckets = () => book.instance()?.statement.body.replyBuckets ?? 1;

  const publish = (): ReadyAnswer => {
    const packs = served.serve(layout.packs()).map((pack) => ({
      digest: pack.digest,
      bytes: pack.bytes.length,
      statements: pack.statements.length,
    }));
    return listOf({ instance: book.instance()?.statement.author ?? null, packs, replyBuckets: replyBuckets() });
  };

  await layout.layOut();
  let list = publish();

  let waiting: SignedStatement[] = [];
  const update = async (): Promise<void> => {
    await pause(gatherMs);
    const changed = waiting;
    waiting = [];
    await layout.take(changed);
    list = publish();
    hub.publish(catalogueTopic);
    // Beside the next changes, not before them: nobody waits for it, and readers fetch the new packs when they next ask.
    if (layout.outgrown()) tidying ??= tidy();
  };

  let tidying: Promise<void> | undefined;
  const tidy = async (): Promise<void> => {
    try {
      await layout.layOut();
      list = publish();
    } catch (thrown) {
      log.error("catalogue not laid out", { stack: callSites(thrown) });
    } finally {
      tidying = undefined;
    }
  };

  let updating: Promise<void> = Promise.resolve();
  statements.onChange((signed) => {
    const first = waiting.length === 0;
    waiting.push(signed);
    if (!first) return;
    updating = updating
      .then(update)
      .catch((thrown: unknown) => log.error("catalogue not updated", { stack: callSites(thrown) }));
  });

  return { list: () => list, pack: (digest) => served.get(digest), replyBuckets, settled: () => updating };
}
