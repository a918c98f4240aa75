import { createHash } from "node:crypto";
import type { Accreditation, Item, Party, Statement, StatementOf, StockLevel } from "../../crypto/protocol/exports.ts";
import { makeStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { toBase64url } from "../../crypto/bytes.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { chance, slugOf } from "../../instances/notation/shelf-notation.ts";
import { postcodes } from "../../instances/geneva/postcodes.ts";
import { qualifiers, sampleProducts, sentences, signs, type Trade, trades } from "./catalogue-words.ts";
import type { serverIdentity } from "../support/server-identity.ts";

/** Items on a shelf, as the desk lays them: see client/core/stall/shelving.ts. */
const itemsPerShelf = 100;
const itemsPerPartyMax = 2_000;
const itemsPerPartyMin = 4;

/** A generated stall: whoever has its key may publish for it. */
export interface GeneratedStall {
  readonly key: SigningKeyPair;
  readonly id: string;
  readonly party: Party;
  readonly shelves: readonly (readonly Item[])[];
}

/** A market that is the same at every run, but for the random part of its keys' ciphertexts. */
export interface GeneratedMarket {
  readonly instance: SigningKeyPair;
  readonly steward: SigningKeyPair;
  readonly stalls: readonly GeneratedStall[];
  /** Everything that is said in it, in the order in which a server can take it in. */
  readonly statements: readonly SignedStatement[];
  /** Whether real catalogues' words are in it beside the demo's. */
  readonly withSamples: boolean;
}

const seedOf = (text: string): Uint8Array => createHash("sha256").update(`bench ${text}`).digest();
const noise = (text: string, bytes: number): string =>
  createHash("shake256", { outputLength: bytes }).update(text).digest("base64url");
const pick = <T>(list: readonly T[], seed: string): T => list[Math.floor(chance(seed) * list.length)]!;
const idOf = (key: SigningKeyPair): string => toBase64url(key.publicKey);

/** How many items each stall has: a few hold thousands, most a dozen, as in real markets (Zipf's law). */
export function stallSizes(stalls: number, items: number): number[] {
  const weights = Array.from({ length: stalls }, (_, rank) => 1 / (rank + 8));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const sizes = weights.map((weight) =>
    Math.min(itemsPerPartyMax, Math.max(itemsPerPartyMin, Math.round((weight / sum) * items))),
  );
  // What rounding and limits moved is put right one by one, from the smaller stalls up.
  let missing = items - sizes.reduce((total, size) => total + size, 0);
  for (let at = stalls - 1; missing !== 0; at = at === 0 ? stalls - 1 : at - 1) {
    const step = Math.sign(missing);
    const size = sizes[at]! + step;
    if (size < itemsPerPartyMin || size > itemsPerPartyMax) continue;
    sizes[at] = size;
    missing -= step;
  }
  return sizes;
}

function description(seed: string): string {
  const count = 1 + Math.floor(chance(`${seed} sentences`) * 6);
  return Array.from({ length: count }, (_, index) => pick(sentences, `${seed} sentence ${index}`)).join(" ");
}

function priced(item: Item, seed: string): Item["variants"] {
  const factor = 0.7 + chance(`${seed} price`) * 0.9;
  return item.variants.map((variant) => {
    const priceMinor = Math.max(20, Math.round((variant.priceMinor * factor) / 5) * 5);
    return { ...variant, priceMinor, ...(chance(`${seed} sku`) < 0.3 && { sku: `A-${slugOf(seed).slice(-20)}` }) };
  });
}

/** One item after one of the demo's, with another name, price and text; now and then after a real catalogue's. */
function itemAfter(model: Item, seed: string, samples: ReturnType<typeof sampleProducts>): Item {
  const turn = chance(`${seed} qualified`);
  const qualified = turn < 0.15 ? "" : ` ${pick(qualifiers, `${seed} qualifier`)}`;
  const second = turn > 0.75 ? ` de ${pick(postcodes, `${seed} town`).name}` : "";
  const eaten = /^(food|drinks)/.test(model.category);
  const sample = eaten && samples.length > 0 && turn > 0.4 && turn < 0.65 ? pick(samples, `${seed} sample`) : null;
  const french = `${sample?.name ?? model.name["fr"] ?? ""}${qualified}${second}`.slice(0, 118).trim();
  const english = sample === null && chance(`${seed} en`) < 0.4 ? model.name["en"] : undefined;
  const { pictures: _, summary: __, ...rest } = model;
  const described = chance(`${seed} described`);
  return {
    ...rest,
    id: `${slugOf(french).slice(0, 48)}-${noise(seed, 3)}`,
    name: { fr: french, ...(english && { en: english }) },
    variants: priced(model, seed),
    ...(described < 0.5 && { summary: { fr: pick(sentences, `${seed} summary`).slice(0, 238) } }),
    ...(described > 0.3 && described < 0.6 && { description: { fr: description(seed) } }),
    ...(sample !== null && sample.ingredients !== "" && { ingredients: { fr: sample.ingredients } }),
    ...(chance(`${seed} pictured`) < 0.7 && {
      pictures: [
        {
          digest: noise(`${seed} picture`, 32),
          placeholder: noise(`${seed} placeholder`, 24),
          width: 1200,
          height: 900,
        },
      ],
    }),
  };
}

function stallOf(index: number, size: number, samples: ReturnType<typeof sampleProducts>): GeneratedStall {
  const trade = trades[(index * 7) % trades.length]!;
  const key = signingKeyPair(seedOf(`stall ${index}`));
  const town = pick(postcodes, `town ${index}`);
  const sign = signs[index % signs.length]!;
  const name = `${trade.name.charAt(0).toUpperCase()}${trade.name.slice(1)} ${sign}`.slice(0, 44);
  const models = modelsOf(trade, size);
  const items = Array.from({ length: size }, (_, at) =>
    itemAfter(models[(at + 13 * index) % models.length]!, `stall ${index} item ${at}`, samples),
  );
  const { banner: _, ...party } = trade.party;
  return {
    key,
    id: idOf(key),
    party: {
      ...party,
      name: `${name} ${town.name}`.slice(0, 60),
      trade: {
        fr: `${trade.name} à ${town.name}`.slice(0, 60),
        en: (trade.party.trade["en"] ?? trade.name).slice(0, 60),
      },
      place: {
        street: `Chemin ${sign} ${1 + (index % 90)}`,
        postcode: town.postcode,
        town: town.name,
        lat: Math.round((town.lat + (chance(`${index} lat`) - 0.5) * 0.02) * 1e5) / 1e5,
        lon: Math.round((town.lon + (chance(`${index} lon`) - 0.5) * 0.02) * 1e5) / 1e5,
      },
    },
    shelves: Array.from({ length: Math.ceil(size / itemsPerShelf) }, (_, shelf) =>
      items.slice(shelf * itemsPerShelf, (shelf + 1) * itemsPerShelf),
    ),
  };
}

/** A small stall has what its trade sells; a large one what several trades of its branch do. */
function modelsOf(trade: Trade, size: number): readonly Item[] {
  if (size <= 2 * trade.items.length) return trade.items;
  const branch = trade.items[0]?.category.split("/")[0];
  return trades.filter(({ items }) => items[0]?.category.split("/")[0] === branch).flatMap(({ items }) => items);
}

/** What is left of a shelf's items: for most of them a number. */
export function levelsOf(items: readonly Item[], edition = 0): Record<string, StockLevel> {
  const levels: Record<string, StockLevel> = {};
  for (const item of items) {
    for (const { id } of item.variants) {
      const turn = chance(`${item.id} ${id} stock ${edition}`);
      if (turn < 0.65) levels[`${item.id}/${id}`] = Math.floor(turn * 60);
    }
  }
  return levels;
}

/** A signed statement of the generated market's first day, or of a later revision. */
export function saidBy<T extends Statement["type"]>(
  key: SigningKeyPair,
  type: T,
  subject: string,
  body: StatementOf<T>["body"],
  revision = 1,
): SignedStatement {
  const content = { v: 1, type, author: idOf(key), subject, revision, issuedOn: "2026-11-01", body };
  return makeStatement(content as unknown as Statement, key);
}

/** A stall lets people write to it. The key is random bytes, which compress as little as a real one. */
export function inboxKeyOf({ key, id }: Pick<GeneratedStall, "key" | "id">): SignedStatement {
  return saidBy(key, "inbox-key", id, { kemPublicKey: noise(`kem ${id}`, 1216), notAfter: "2027-12-31" });
}

export const accreditation: Accreditation = {
  status: "accredited",
  labels: ["terre-d-ici", "bio-controle", "lait-cru"],
  keyCompared: true,
};

/** Stall number `index` of a market, with everything that it and the steward say about it. */
export function newStall(index: number, size: number, steward: SigningKeyPair) {
  const stall = stallOf(index, size, sampleProducts());
  return { stall, statements: saidOf(stall, steward) };
}

function saidOf(stall: GeneratedStall, steward: SigningKeyPair): SignedStatement[] {
  const { key, id, party, shelves } = stall;
  return [
    saidBy(key, "party", id, party),
    inboxKeyOf(stall),
    saidBy(steward, "accreditation", id, accreditation),
    ...shelves.flatMap((items, shelf) => [
      saidBy(key, "shelf", `s${shelf}`, { name: { fr: `${shelf + 1}` }, items: [...items] }),
      saidBy(key, "stock", `s${shelf}`, { levels: levelsOf(items) }),
    ]),
  ];
}

/**
 * A market of `parties` stalls with `items` items between them, on the server that `identity` is of. Needs libsodium to be
 * ready.
 */
export function generateMarket(
  parties: number,
  items: number,
  identity: Awaited<ReturnType<typeof serverIdentity>>,
): GeneratedMarket {
  const instance = signingKeyPair(seedOf("instance"));
  const steward = signingKeyPair(seedOf("steward"));
  const samples = sampleProducts();
  const stalls = stallSizes(parties, items).map((size, index) => stallOf(index, size, samples));
  const founding = [
    saidBy(instance, "instance", "bench", {
      name: "Banc d’essai",
      stewards: [idOf(steward)],
      replyBuckets: 4,
      ...identity,
    }),
    saidBy(steward, "party", idOf(steward), {
      kind: "steward",
      name: "Bureau",
      trade: { fr: "bureau du marché" },
      since: "2026-01-01",
    }),
  ];
  const statements = [...founding, ...stalls.flatMap((stall) => saidOf(stall, steward))];
  return { instance, steward, stalls, statements, withSamples: samples.length > 0 };
}
