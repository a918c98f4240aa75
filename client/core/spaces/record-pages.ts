import { CodedError } from "../../../crypto/coded-error.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import type { RecordsWire } from "../../../crypto/protocol/exports.ts";
import type { SigningKeyPair } from "../../../crypto/signature.ts";
import { statusOf } from "../network-problem.ts";
import type { Transport } from "../platform.ts";
import { type Entry, rolledBack } from "./record-cache.ts";

/** Where a space is read from: its id and its key. */
export interface SpaceSource {
  readonly transport: Transport;
  readonly id: string;
  readonly pair: SigningKeyPair;
}

/** Some changes of a space, oldest first, and how far they reach. */
export interface RecordPage {
  readonly records: RecordsWire["records"];
  readonly more: boolean;
  /** The newest change that is in it; `after` when there is none. */
  readonly cursor: number;
  /** The server says that the space has fewer changes than were asked after. */
  readonly isBehind: boolean;
}

/**
 * Asks for the changes after one. What the server says of their number is held against what it shows, since a cursor that
 * was a lie would hide a change for good: they rise, and the last of the last page is the newest there is.
 * Throws `session/rotated` when there is no such space, `network/malformed`, and what the network throws.
 */
export async function recordsAfter({ transport, id, pair }: SpaceSource, after: number): Promise<RecordPage> {
  const { head, more, records } = await transport
    .request("listRecords", { params: { space: id }, query: { after }, sign: pair })
    .catch((cause: unknown) => {
      if (statusOf(cause) !== 404) throw cause;
      throw new CodedError("session/rotated", "The keys of this space were replaced. Sign in again.", cause);
    });
  const cursor = records.at(-1)?.change ?? after;
  const rise = records.every(({ change }, index) => change > (records[index - 1]?.change ?? after));
  const reaches = more
    ? records.length > 0 && cursor < head
    : cursor === head || (records.length === 0 && head < after);
  if (!rise || !reaches) throw new CodedError("network/malformed", "The server answered with something unexpected.");
  return { records, more, cursor, isBehind: head < after };
}

/**
 * Reads a whole space anew and holds it against what this device knows. A server that counts otherwise than it did may
 * have lied then; one that lost a record, or shows an older one, is lying or broken now: throws `space/rolled-back`.
 */
export async function wholeSpace(source: SpaceSource, known: Iterable<Entry>): Promise<Omit<RecordPage, "more">> {
  const records: RecordsWire["records"][number][] = [];
  let cursor = 0;
  for (let more = true; more;) {
    const page = await recordsAfter(source, cursor);
    records.push(...page.records);
    ({ cursor, more } = page);
    if (records.length > 2 * limits.recordsPerSpaceMax) throw rolledBack();
  }
  const revisions = new Map(records.map(({ id, revision }) => [id, revision]));
  for (const { recordId, revision, subject } of known) {
    if (subject !== null && (revisions.get(recordId) ?? 0) < revision) throw rolledBack();
  }
  return { records, cursor, isBehind: false };
}
