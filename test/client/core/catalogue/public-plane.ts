import { toBase64url } from "../../../../crypto/bytes.ts";
import { CodedError } from "../../../../crypto/coded-error.ts";
import { digestName } from "../../../../crypto/hash.ts";
import { kemKeyPair } from "../../../../crypto/hpke.ts";
import type { Accreditation, Item, Party, Statement } from "../../../../crypto/protocol/exports.ts";
import { makePack } from "../../../../crypto/protocol/pack.ts";
import { makeStatement } from "../../../../crypto/protocol/signed-statement.ts";
import { type SigningKeyPair, signingKeyPair } from "../../../../crypto/signature.ts";
import { aloneLeadership } from "../../../../client/core/leadership.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import type { LocalStore, PayingPlatform, Transport } from "../../../../client/core/platform.ts";
import { wordListOf } from "../../../../client/core/words/words.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { noServer } from "../../../support/no-server.ts";

/** Wednesday 23 September 2026, 10:00 in Geneva. */
export const morning = Date.parse("2026-09-23T08:00:00Z");

export const keyName = (pair: SigningKeyPair): string => toBase64url(pair.publicKey);

/** The public plane as any mirror could serve it: packs by digest, and a list of them. No server, no database. */
export interface PublicPlane {
  /** Packs in reading order. Tests put in what they want, forged ones too. */
  packs: Uint8Array[];
  instance: string | null;
  online: boolean;
  readonly requests: string[];
  readonly transport: Transport;
  /** Tells listeners that something changed. */
  announce(): void;
}

export function publicPlane(instance: string | null): PublicPlane {
  const listeners = new Set<() => void>();
  const plane: PublicPlane = {
    packs: [],
    instance,
    online: true,
    requests: [],
    announce: () => {
      for (const listener of listeners) listener();
    },
    transport: {
      request: (route, options) => {
        plane.requests.push(`${route} ${options?.params?.["digest"] ?? ""}`.trim());
        if (!plane.online) return Promise.reject(new CodedError("network/offline", "The server cannot be reached."));
        if (route === "catalogue") {
          const packs = plane.packs.map((pack) => ({ digest: digestName(pack), bytes: pack.length, statements: 1 }));
          return Promise.resolve({ instance: plane.instance, packs, replyBuckets: 1 } as never);
        }
        const pack = plane.packs.find((one) => digestName(one) === options?.params?.["digest"]);
        return pack
          ? Promise.resolve(pack as never)
          : Promise.reject(new CodedError("route/not-found", "There is nothing here."));
      },
      events: (_route, _options, onEvent, onState) => {
        const listener = (): void => onEvent({ event: "catalogue", data: "" });
        listeners.add(listener);
        onState?.(true);
        return () => listeners.delete(listener);
      },
    },
  };
  return plane;
}

/** A platform over a plane, at a fixed moment. */
export function platformOver(
  plane: PublicPlane,
  store: LocalStore = createMemoryStore(),
  now = morning,
): PayingPlatform {
  return {
    store,
    transport: plane.transport,
    leadership: aloneLeadership(),
    now: () => now,
    random: () => 0.5,
    rpId: "localhost",
    origin: "http://localhost",
    instance: geneva,
    wordList: wordListOf("fr"),
    // Nobody is there to open a space at: it stays on this device.
    openSpace: () => Promise.reject(new CodedError("network/offline", "The server cannot be reached.")),
  };
}

type Content<T extends Statement["type"]> = Extract<Statement, { type: T }>["body"];

/** A signed wire statement. */
export function said<T extends Statement["type"]>(
  type: T,
  author: SigningKeyPair,
  subject: string,
  body: Content<T>,
  revision = 1,
): Uint8Array {
  const content = { v: 1, type, author: keyName(author), subject, revision, issuedOn: "2026-09-20", body };
  return makeStatement(content as Statement, author).wire;
}

export const accredited: Accreditation = { status: "accredited", labels: ["terre-d-ici"], keyCompared: true };

export function producer(name: string, over: Partial<Party> = {}): Party {
  return {
    kind: "producer",
    name,
    trade: { fr: "ferme à Jussy", en: "farm in Jussy" },
    place: { street: "Chemin des Prés 1", postcode: "1254", town: "Jussy", lat: 46.238, lon: 6.274 },
    since: "2026-01-01",
    ...over,
  };
}

export function good(id: string, name: string, over: Partial<Item> = {}): Item {
  return {
    id,
    kind: "good",
    name: { fr: name },
    category: "food/fruit/pear",
    variants: [{ id: "v", priceMinor: 480, content: { quantity: 1_000_000, unit: "g" } }],
    vat: "reduced",
    ...over,
  };
}

/** A founded market: an instance key, one steward, and what a test adds. */
export function founded() {
  const instanceKey = signingKeyPair();
  const steward = signingKeyPair();
  const wires = [
    said("instance", instanceKey, "geneva", {
      name: "Test",
      stewards: [keyName(steward)],
      replyBuckets: 4,
      ...noServer,
    }),
    said("party", steward, keyName(steward), { ...producer("Bureau"), kind: "steward" }),
  ];
  const plane = publicPlane(keyName(instanceKey));
  const publish = (...more: Uint8Array[]): void => {
    plane.packs.push(makePack(more));
  };
  publish(...wires);
  /** A party with an inbox key, a shelf and, unless told otherwise, an accreditation. */
  const open = (party: Party, items: Item[], judged: Accreditation | null = accredited) => {
    const key = signingKeyPair();
    const id = keyName(key);
    publish(
      said("party", key, id, party),
      said("inbox-key", key, id, { kemPublicKey: toBase64url(kemKeyPair().publicKey), notAfter: "2026-10-05" }),
      ...(items.length > 0 ? [said("shelf", key, "s0", { name: { fr: "Étagère" }, items })] : []),
      ...(judged ? [said("accreditation", steward, id, judged)] : []),
    );
    return { key, id };
  };
  return { plane, instanceKey, steward, publish, open };
}
