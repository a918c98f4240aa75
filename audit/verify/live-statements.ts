import { digestName } from "../../crypto/hash.ts";
import { logNoteKey, openCheckpoint } from "../../crypto/checkpoint.ts";
import { isCodedError } from "../../crypto/coded-error.ts";
import { exactly, fromBase64url, fromUtf8, sameBytes } from "../../crypto/bytes.ts";
import { emptyFrontier, extendFrontier, frontierRoot, leafHash } from "../../crypto/merkle.ts";
import { decodeLogEntry, type LogEntry } from "../../crypto/protocol/log-entry.ts";
import { readPack } from "../../crypto/protocol/pack.ts";
import { routes } from "../../crypto/protocol/routes.ts";
import { openStatement, readStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../crypto/protocol/statements.ts";
import { bundlesOf, decodeBundle, tilePath, tileWidth } from "../../crypto/tiles.ts";
import { type Difference, difference, type Unknown } from "./difference.ts";
import { isAnswer, type Visitor } from "./visitor.ts";

/** Largest log that is replayed whole: some 120 MB of entries. */
const entriesMax = 1_000_000;
/** Packs in which the instance's own statement is looked for; it is among the first. */
const packsMax = 2_000;

type Said = SignedStatement<StatementOf<"release">>;
type Instance = SignedStatement<StatementOf<"instance">>;

/** What one source came to: the thing verified, or why there is none. */
export type Outcome<T> = { readonly ok: T } | { readonly difference: Difference } | { readonly unknown: Unknown };

const unknown = (where: Unknown["where"], says: string, path: string | null = null): { unknown: Unknown } => ({
  unknown: { where, path, says },
});

async function bytesAt(visitor: Visitor, path: string): Promise<Uint8Array | "absent" | "unreadable"> {
  const answer = await visitor.get(path);
  if (!isAnswer(answer)) return "unreadable";
  return answer.status === 200 ? answer.body : answer.status === 404 ? "absent" : "unreadable";
}

/**
 * The statement that founds the market, by the key that the catalogue names or, where one is known from elsewhere, by that:
 * it names the server's key and the log.
 * @param instanceKey 43 characters; null to take the server's word for who founded it
 */
export async function readInstance(visitor: Visitor, instanceKey: string | null): Promise<Outcome<Instance>> {
  const index = await bytesAt(visitor, "/catalogue");
  if (typeof index === "string") return unknown("statement", "The catalogue cannot be read.", "/catalogue");
  let named: { instance: string | null; packs: readonly { digest: string }[] };
  try {
    named = routes.catalogue.response.parse(JSON.parse(fromUtf8(index)));
  } catch {
    return unknown("statement", "The catalogue is malformed.", "/catalogue");
  }
  if (named.instance === null) return unknown("statement", "No market was founded here.");
  if (instanceKey !== null && named.instance !== instanceKey) {
    const more = { expected: instanceKey, found: named.instance };
    return { difference: difference("statement", "author", "Another key speaks for the market.", more) };
  }
  for (const { digest } of named.packs.slice(0, packsMax)) {
    const pack = await bytesAt(visitor, `/catalogue/packs/${digest}`);
    if (typeof pack === "string" || digestName(pack) !== digest) continue;
    const found = instanceIn(pack, named.instance);
    if (found !== null) return { ok: found };
  }
  return unknown("statement", "The statement that founds the market is not in the catalogue.");
}

function instanceIn(pack: Uint8Array, key: string): Instance | null {
  try {
    for (const wire of readPack(pack)) {
      const { statement } = readStatement(wire);
      if (statement.type === "instance" && statement.author === key) return openStatement(wire) as Instance;
    }
  } catch {
    // A pack with something else wrong in it is not where the market's word is.
  }
  return null;
}

/** The release that the server says it serves, signed by the key that the market's statement names. */
export async function readRelease(visitor: Visitor, instance: Instance): Promise<Outcome<Said>> {
  const wire = await bytesAt(visitor, "/release");
  if (wire === "absent") {
    return { difference: difference("statement", "absent", "The server says of no release that it serves it.") };
  }
  if (wire === "unreadable") return unknown("statement", "The release cannot be read.", "/release");
  try {
    const signed = openStatement(wire);
    const { type, author } = signed.statement;
    const { operator } = instance.statement.body;
    if (type !== "release") return { difference: difference("statement", "form", "The release is another statement.") };
    if (author !== operator) {
      const more = { expected: operator, found: author };
      return { difference: difference("statement", "author", "The release is signed by another key.", more) };
    }
    return { ok: signed as Said };
  } catch (thrown) {
    if (isCodedError(thrown, "statement/version")) return unknown("statement", "The release is of a newer version.");
    const isForged = isCodedError(thrown, "signature/invalid");
    const says = isForged ? "The signature of the release is not valid." : "The release is malformed.";
    return { difference: difference("statement", isForged ? "signature" : "form", says) };
  }
}

/** A log that was read whole: every entry hashed, and the root the same as the one signed. */
export interface ReadLog {
  readonly origin: string;
  readonly size: number;
  /** The newest release of the server's key in it, and where it stands; null when there is none. */
  readonly release: (LogEntry & { readonly index: number }) | null;
}

/** Reads the market's log from the first entry to the last. Nothing is taken from it that its signed root does not cover. */
export async function readLog(visitor: Visitor, instance: Instance): Promise<Outcome<ReadLog>> {
  const { log, operator } = instance.statement.body;
  const note = await bytesAt(visitor, "/log/checkpoint");
  if (note === "absent") return { difference: difference("log", "absent", "The market has no log.") };
  if (note === "unreadable") return unknown("log", "The log's checkpoint cannot be read.", "/log/checkpoint");
  let checkpoint: ReturnType<typeof openCheckpoint>;
  try {
    const key = logNoteKey(log.origin, exactly(fromBase64url(log.key), 32));
    checkpoint = openCheckpoint(fromUtf8(note), log.origin, key);
  } catch (thrown) {
    const isOurs = isCodedError(thrown, "checkpoint/malformed") || isCodedError(thrown, "note/malformed");
    const says = "The log's checkpoint is not signed by its key.";
    return {
      difference: difference("log", isOurs ? "form" : "signature", isOurs ? "The checkpoint is malformed." : says),
    };
  }
  if (checkpoint.size > entriesMax) return unknown("log", "The log is larger than this program reads.");
  return replay(visitor, { ...checkpoint, operator });
}

async function replay(
  visitor: Visitor,
  tree: { origin: string; size: number; root: Uint8Array; operator: string },
): Promise<Outcome<ReadLog>> {
  let frontier = emptyFrontier;
  let release: ReadLog["release"] = null;
  for (const name of bundlesOf(tree.size)) {
    const path = `/log/${tilePath(name)}`;
    const partial = await bytesAt(visitor, path);
    // Once a bundle is full, a log need not keep the shorter ones that it was.
    const isFullNow = partial === "absent" && name.width < tileWidth;
    const width = isFullNow ? tileWidth : name.width;
    const bundle = isFullNow ? await bytesAt(visitor, `/log/${tilePath({ ...name, width })}`) : partial;
    if (typeof bundle === "string") return unknown("log", "A part of the log cannot be read.", path);
    try {
      const entries = decodeBundle(bundle, width).slice(0, name.width);
      for (const [at, bytes] of entries.entries()) {
        const entry = decodeLogEntry(bytes);
        const index = frontier.size + at;
        if (entry.type === "release" && entry.author === tree.operator && entry.subject === "client") {
          // The log may be fed by others, in whatever order: the highest revision counts, as it does for every reader.
          if (release === null || entry.revision >= release.revision) release = { ...entry, index };
        }
      }
      frontier = extendFrontier(frontier, entries.map(leafHash));
    } catch (thrown) {
      if (isCodedError(thrown, "log-entry/version")) return unknown("log", "The log is of a newer version.", path);
      return { difference: difference("log", "form", "A part of the log is malformed.", { path }) };
    }
  }
  if (!sameBytes(frontierRoot(frontier), tree.root)) {
    return {
      difference: difference("log", "inconsistent", "The log's entries are not those that its checkpoint signs."),
    };
  }
  return { ok: { origin: tree.origin, size: tree.size, release } };
}
