import { exactly, fromBase64url, fromUtf8, toHex } from "../../../crypto/bytes.ts";
import { logNoteKey, openCheckpoint } from "../../../crypto/checkpoint.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { cosignedAt } from "../../../crypto/cosignature.ts";
import { openStatement } from "../../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../../crypto/protocol/statements.ts";
import { type NoteKey, parseNoteKey } from "../../../crypto/signed-note.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { statusOf } from "../network-problem.ts";
import type { Trust } from "../log/trust.ts";
import type { Platform, Transport } from "../platform.ts";
import type { MarketCheck } from "./audit-views.ts";
import { readLog } from "./whole-log.ts";

/** Of the root, so many digits are shown: two people who compare them by telephone have enough. */
const rootDigits = 16;

/** What a 404 stands for is absent; anything else is a failure. */
async function ifThere(asked: Promise<Uint8Array>): Promise<Uint8Array | null> {
  return asked.catch((thrown: unknown) => {
    if (statusOf(thrown) === 404) return null;
    throw thrown;
  });
}

/** The witnesses that signed the newest checkpoint that any of them has signed. */
async function witnessed(
  transport: Transport,
  origin: string,
  log: NoteKey,
  asked: readonly string[],
): Promise<Pick<MarketCheck["log"], "witnessesAsked" | "witnessesSigned" | "witnessedAt">> {
  const note = asked.length === 0 ? null : await ifThere(transport.request("logWitnessed"));
  if (note === null) return { witnessesAsked: asked.length, witnessesSigned: 0, witnessedAt: null };
  const checkpoint = openCheckpoint(fromUtf8(note), origin, log);
  const seconds = asked.flatMap((key) => cosignedAt(checkpoint.note, parseNoteKey(key)) ?? []);
  return {
    witnessesAsked: asked.length,
    witnessesSigned: seconds.length,
    witnessedAt: seconds.length === 0 ? null : new Date(Math.max(...seconds) * 1000).toISOString(),
  };
}

/**
 * Reads the market's log from its first entry to the last, and holds against it the release that the server says it serves
 * and the page of one stall, as this device shows it. The log must go on from the one that this device has followed, and
 * is refused otherwise. Throws `audit/unfounded` where no market was founded, `log/refused` where the log contradicts
 * itself or what was seen before, what the network throws, and what {@link readLog}, `openCheckpoint` and `openStatement` throw: a log or a signature that is wrong.
 */
export async function checkMarket(
  parts: {
    readonly platform: Platform;
    readonly catalogue: Catalogue;
    readonly trust: Pick<Trust, "ask" | "heardNote">;
  },
  partyId: string | null,
): Promise<MarketCheck> {
  const { platform, catalogue, trust } = parts;
  const { transport, instance: settings } = platform;
  const instance = catalogue.instanceStatement;
  if (instance === null) throw new CodedError("audit/unfounded", "This market's own statement is not here yet.");
  const { log, operator } = instance.body;
  const wire = await ifThere(transport.request("release"));
  const asked = await trust.ask();
  if (asked.outcome === "refused") throw new CodedError("log/refused", "The market's log is not believed.");
  const identities = [
    { type: "release" as const, author: operator, subject: "client" },
    ...(partyId === null ? [] : [{ type: "party" as const, author: partyId, subject: partyId }]),
  ];
  const { size, root } = asked.replica;
  const read = await readLog(transport, log, identities, { size, root, heard: (note) => trust.heardNote(note) });
  const key = logNoteKey(log.origin, exactly(fromBase64url(log.key), 32));
  const [release, stall] = read.newest;
  const shown = partyId === null ? null : (catalogue.loggedOf("party", partyId, partyId)?.digest ?? null);
  return {
    log: {
      size: read.size,
      root: toHex(read.root).slice(0, rootDigits),
      ...(await witnessed(transport, log.origin, key, settings.witnesses?.asked.map((one) => one.key) ?? [])),
    },
    stall: partyId === null ? null : { inLog: shown !== null && shown === stall?.digest },
    release: wire && releaseOf(wire, operator, release?.digest ?? null),
  };
}

function releaseOf(wire: Uint8Array, operator: string, logged: string | null): MarketCheck["release"] {
  const { statement, digest } = openStatement(wire);
  if (statement.type !== "release") throw new CodedError("audit/malformed", "The server's release is none.");
  const { body, author } = statement as StatementOf<"release">;
  const { version, commit, files } = body;
  return { version, commit, files: files.length, inLog: author === operator && digest === logged };
}
