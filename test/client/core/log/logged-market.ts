import { CodedError } from "../../../../crypto/coded-error.ts";
import { signCheckpoint } from "../../../../crypto/checkpoint.ts";
import { kemKeyPair } from "../../../../crypto/hpke.ts";
import { toBase64url, utf8 } from "../../../../crypto/bytes.ts";
import { emptyFrontier, extendFrontier, frontierRoot, leafHash } from "../../../../crypto/merkle.ts";
import type { Accreditation, Item, Party } from "../../../../crypto/protocol/exports.ts";
import { encodeLogEntry, logEntryOf } from "../../../../crypto/protocol/log-entry.ts";
import { makePack } from "../../../../crypto/protocol/pack.ts";
import { readStatement } from "../../../../crypto/protocol/signed-statement.ts";
import { formatSignature, type NoteSignature } from "../../../../crypto/signed-note.ts";
import { type SigningKeyPair, signingKeyPair } from "../../../../crypto/signature.ts";
import { encodeBundle, parseTilePath } from "../../../../crypto/tiles.ts";
import type { LocalStore, Transport } from "../../../../client/core/platform.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import { accredited, good, keyName, platformOver, producer, publicPlane, said } from "../catalogue/public-plane.ts";

export const origin = "market.example/log";

/** A log in memory that does whatever a test wants of it: it signs what it has, or what it has not. */
export interface WildLog {
  readonly pair: SigningKeyPair;
  readonly key: string;
  entries: Uint8Array[];
  /** Cosignatures that the next checkpoints carry. */
  cosignatures: ((text: string) => NoteSignature)[];
  /** What is served instead of the honest checkpoint; null for that. */
  note: (() => string) | null;
  /** The newest head that somebody cosigned; null while there is none. */
  witnessed: (() => string) | null;
  /** What is served instead of a bundle; null for the honest one. */
  bundle: ((honest: Uint8Array, path: string) => Uint8Array | Promise<Uint8Array>) | null;
  readonly requests: string[];
  append(...wires: Uint8Array[]): void;
  /** The honest note of the first `size` entries. */
  sign(size?: number, by?: SigningKeyPair, name?: string): string;
  request(route: string, params: Readonly<Record<string, string>>, bytesMax: number): Promise<Uint8Array>;
}

const gone = (): CodedError => new CodedError("request/not-found", "There is nothing here.", { status: 404 });

export function wildLog(pair: SigningKeyPair = signingKeyPair()): WildLog {
  const log: WildLog = {
    pair,
    key: keyName(pair),
    entries: [],
    cosignatures: [],
    note: null,
    witnessed: null,
    bundle: null,
    requests: [],
    append: (...wires) => {
      for (const wire of wires) {
        const entry = logEntryOf(readStatement(wire));
        if (entry !== null) log.entries.push(encodeLogEntry(entry));
      }
    },
    sign: (size = log.entries.length, by = pair, name = origin) => {
      const root = frontierRoot(extendFrontier(emptyFrontier, log.entries.slice(0, size).map(leafHash)));
      const note = signCheckpoint({ origin: name, size, root }, by);
      const text = note.slice(0, note.indexOf("\n\n") + 1);
      return note + log.cosignatures.map((cosign) => formatSignature(cosign(text))).join("");
    },
    request: async (route, params, bytesMax) => {
      if (route === "logWitnessed") {
        if (log.witnessed === null) throw gone();
        return utf8(log.witnessed());
      }
      log.requests.push(route === "logCheckpoint" ? "checkpoint" : params["tile"]!);
      if (route === "logCheckpoint") return utf8(log.note?.() ?? log.sign());
      const name = parseTilePath(`tile/${params["tile"]}`);
      if (name?.level !== "entries") throw gone();
      const entries = log.entries.slice(name.index * 256, name.index * 256 + name.width);
      if (entries.length !== name.width && log.bundle === null) throw gone();
      const honest = entries.length === 0 ? new Uint8Array() : encodeBundle(entries);
      const bytes = (await log.bundle?.(honest, params["tile"]!)) ?? honest;
      // As the transport does with a body that is longer than asked for.
      if (bytes.length > bytesMax) throw new CodedError("network/malformed", "Something unexpected.");
      return bytes;
    },
  };
  return log;
}

/** A founded market with a log, in memory. What is published is logged first, as an honest server does. */
export function loggedMarket() {
  const log = wildLog();
  const instanceKey = signingKeyPair();
  const steward = signingKeyPair();
  const operator = signingKeyPair();
  const plane = publicPlane(keyName(instanceKey));
  const instance = (revision = 1, over: { origin: string; key: string } = { origin, key: log.key }) =>
    said(
      "instance",
      instanceKey,
      "geneva",
      { name: "Test", stewards: [keyName(steward)], replyBuckets: 4, operator: keyName(operator), log: over },
      revision,
    );
  const publish = (...wires: Uint8Array[]): void => {
    log.append(...wires);
    plane.packs.push(makePack(wires));
  };
  publish(instance(), said("party", steward, keyName(steward), { ...producer("Bureau"), kind: "steward" }));
  const statements = (key: SigningKeyPair, party: Party, items: Item[], judged: Accreditation | null): Uint8Array[] => {
    const id = keyName(key);
    return [
      said("party", key, id, party),
      said("inbox-key", key, id, { kemPublicKey: toBase64url(kemKeyPair().publicKey), notAfter: "2026-10-05" }),
      ...(items.length > 0 ? [said("shelf", key, "s0", { name: { fr: "Étagère" }, items })] : []),
      ...(judged ? [said("accreditation", steward, id, judged)] : []),
    ];
  };
  /** A party with an inbox key, a shelf and an accreditation, all as it should be. */
  const open = (name: string, items: Item[] = [good("poire", "Poires")]) => {
    const key = signingKeyPair();
    publish(...statements(key, producer(name), items, accredited));
    return { key, id: keyName(key) };
  };
  const transport: Transport = {
    ...plane.transport,
    request: ((route, options) => {
      if (!plane.online || !route.startsWith("log")) return plane.transport.request(route, options);
      return log.request(route, options?.params ?? {}, options?.bytesMax ?? 64 * 1024 * 1024);
    }) as Transport["request"],
  };
  const clock = { offsetMs: 0 };
  const platform = (store: LocalStore = createMemoryStore()) => {
    const base = platformOver({ ...plane, transport }, store);
    return { ...base, transport, now: () => base.now() + clock.offsetMs };
  };
  return {
    log,
    plane,
    instanceKey,
    steward,
    operator,
    instance,
    publish,
    statements,
    open,
    transport,
    platform,
    clock,
  };
}
