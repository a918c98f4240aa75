import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { CatalogueWire } from "../../crypto/protocol/exports.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { EventHub } from "../event-hub.ts";
import { callSites, type Log } from "../log.ts";
import type { Statements } from "../statements/statements.ts";
import { createLayout } from "./layout.ts";
import type { Pack } from "./packs.ts";
import { createServedPacks } from "./served-packs.ts";

/** Topic of {@link EventHub}. */
export const catalogueTopic = "catalogue";

/** The list of packs, ready to send. */
export interface CatalogueList {
  readonly json: string;
  readonly etag: string;
}

/** The catalogue as it is served. */
export interface Catalogue {
  list(): CatalogueList;
  /** A pack of the list, or one that left it a short while ago; `null` otherwise. */
  pack(digest: string): Pack | null;
  /** How many boards a day has: 1 until the instance says. */
  replyBuckets(): number;
  /** Resolves when every change so far is in the list. */
  settled(): Promise<void>;
}

/** Changes that come within this time become one pack. */
const gatherMs = 60;

function listOf(wire: CatalogueWire): CatalogueList {
  const json = JSON.stringify(wire);
  return { json, etag: `"${createHash("sha256").update(json).digest("base64url").slice(0, 22)}"` };
}

/** Makes the catalogue of the current statements, and keeps it current. */
export async function openCatalogue(parts: { statements: Statements; hub: EventHub; log: Log }): Promise<Catalogue> {
  const { statements, hub, log } = parts;
  const { book } = statements;
  const layout = createLayout(book);
  const served = createServedPacks();
  const replyBuckets = () => book.instance()?.statement.body.replyBuckets ?? 1;

  const publish = (): CatalogueList => {
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
    // Who is listed may have changed: parties come in or go, and must not stay behind in older packs.
    const listingChanged = changed.some(({ statement: { type } }) => type === "instance" || type === "accreditation");
    await (listingChanged ? layout.layOut() : layout.append(changed));
    list = publish();
    hub.publish(catalogueTopic);
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
