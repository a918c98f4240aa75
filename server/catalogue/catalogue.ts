import { createHash } from "node:crypto";
import type { CatalogueWire } from "../../crypto/protocol/exports.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { EventHub } from "../event-hub.ts";
import type { Log } from "../log.ts";
import { callSites } from "../log.ts";
import type { Statements } from "../statements/statements.ts";
import { inReadingOrder, intoParts } from "./packing.ts";
import { makePacks, type Pack } from "./packs.ts";

/** Topic of {@link EventHub}. */
export const catalogueTopic = "catalogue";

/** The catalogue as it is served: a list, ready to send, and packs by digest. */
export interface Catalogue {
  /** The list as JSON, and its tag. */
  list(): { readonly json: string; readonly etag: string };
  /** A pack of the list, or one that left it a few minutes ago; `null` otherwise. */
  pack(digest: string): Pack | null;
  replyBuckets(): number;
  /** Resolves when every change so far is in the list. */
  settled(): Promise<void>;
}

/** Changes that come within this time become one pack. */
const gatherMs = 60;
/** Packs that have left the list are kept for readers of the list before: this many. */
const retiredMax = 64;
/** When the packs of changes outgrow this, or a fifth of the rest, everything is laid out anew. */
const changesBytesMax = 256 * 1024;

const sizeOf = (packs: readonly Pack[]): number => packs.reduce((sum, pack) => sum + pack.bytes.length, 0);

/**
 * Lays statements out as a base, in reading order, and a tail of small packs that carry what changed since. A tail pack
 * is merged into the one before when it has grown to half of it, so that old packs stay as they are and their number
 * stays small; in the end all is laid out anew, which leaves every part of the base that has not changed as it was.
 */
export async function openCatalogue(parts: { statements: Statements; hub: EventHub; log: Log }): Promise<Catalogue> {
  const { statements, hub, log } = parts;
  const { book } = statements;
  let base: Pack[] = [];
  let tail: Pack[] = [];
  const retired = new Map<string, Pack>();
  let byDigest = new Map<string, Pack>();
  let list = { json: "", etag: "" };
  let waiting: SignedStatement[] = [];
  let listingChanged = false;

  const isCurrent = (signed: SignedStatement): boolean =>
    book.isListed(signed.statement) &&
    book.get(signed.statement.type, signed.statement.author, subject(signed))?.digest === signed.digest;

  const layOut = async (): Promise<void> => {
    const listed = [...book.all()].filter((signed) => book.isListed(signed.statement));
    const known = new Map(base.map((pack) => [namesOf(pack.statements), pack]));
    const laidOut: Pack[] = [];
    for (const part of intoParts(inReadingOrder(listed))) {
      const same = known.get(namesOf(part));
      laidOut.push(...(same === undefined ? await makePacks(part, "thorough") : [same]));
    }
    base = laidOut;
    tail = [];
  };

  const append = async (changed: readonly SignedStatement[]): Promise<void> => {
    const fresh = changed.filter(isCurrent);
    if (fresh.length === 0) return;
    let newest = inReadingOrder(fresh);
    const kept = [...tail];
    const bytesOf = (some: readonly SignedStatement[]) => some.reduce((sum, signed) => sum + signed.wire.length, 0);
    while (kept.length > 0 && kept.at(-1)!.bytes.length < 2 * bytesOf(newest)) {
      newest = inReadingOrder(new Set([...kept.pop()!.statements.filter(isCurrent), ...newest]));
    }
    tail = [...kept, ...(await makePacks(newest, "quick"))];
  };

  const publish = (): void => {
    const packs = [...base, ...tail];
    const next = new Map(packs.map((pack) => [pack.digest, pack]));
    for (const [digest, pack] of byDigest) if (!next.has(digest)) retired.set(digest, pack);
    for (const digest of retired.keys()) if (next.has(digest) || retired.size > retiredMax) retired.delete(digest);
    byDigest = next;
    const wire: CatalogueWire = {
      instance: book.instance()?.statement.author ?? null,
      packs: [...next.values()].map((pack) => ({
        digest: pack.digest,
        bytes: pack.bytes.length,
        statements: pack.statements.length,
      })),
      replyBuckets: book.instance()?.statement.body.replyBuckets ?? 1,
    };
    const json = JSON.stringify(wire);
    list = { json, etag: `"${createHash("sha256").update(json).digest("base64url").slice(0, 22)}"` };
  };

  const update = async (): Promise<void> => {
    const changed = waiting;
    const anew = listingChanged;
    waiting = [];
    listingChanged = false;
    await append(changed);
    const outgrown = sizeOf(tail) > Math.max(changesBytesMax, sizeOf(base) / 5);
    if (anew || outgrown) await layOut();
    publish();
    hub.publish(catalogueTopic);
  };

  await layOut();
  publish();

  let updating: Promise<void> = Promise.resolve();
  let gathering = false;
  statements.onChange((signed) => {
    waiting.push(signed);
    const { type } = signed.statement;
    // Who is listed may have changed with it: parties come in or go, and must not stay behind in older packs.
    if (type === "instance" || type === "accreditation") listingChanged = true;
    if (gathering) return;
    gathering = true;
    updating = updating
      .then(() => new Promise((resolve) => setTimeout(resolve, gatherMs)))
      .then(() => {
        gathering = false;
        return update();
      })
      .catch((thrown: unknown) => log.error("catalogue not updated", { stack: callSites(thrown) }));
  });

  return {
    list: () => list,
    pack: (digest) => byDigest.get(digest) ?? retired.get(digest) ?? null,
    replyBuckets: () => book.instance()?.statement.body.replyBuckets ?? 1,
    settled: () => updating,
  };
}

function subject({ statement }: SignedStatement): string {
  return statement.type === "instance" ? statement.author : statement.subject;
}

function namesOf(statements: readonly SignedStatement[]): string {
  return statements.map((signed) => signed.digest).join();
}
