import { noChains } from "../../crypto/protocol/key-chains.ts";
import { toBase64url } from "../../crypto/bytes.ts";
import { type Allergen, allergens, type Item } from "../../crypto/protocol/item.ts";
import type { PartyRows } from "../../client/core/catalogue/item-rows.ts";
import type { ItemRow, PartyRow, Snapshot } from "../../client/core/catalogue/snapshot.ts";
import { demoMarket } from "../../instances/geneva/demo/market.ts";
import { geneva } from "../../instances/geneva/instance.ts";

/** The same numbers for the same seed, 0 … 1 without 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A party's name: a key that nobody has, so that it has a fingerprint like any other. */
function keyNumber(number: number): string {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(28, number);
  return toBase64url(bytes);
}

const inboxKey = { kemPublicKey: "A".repeat(1622), notAfter: "2099-01-01" };

/** Some say "without", some "contains", some nothing at all: as producers do. */
function declared(random: () => number): Partial<Record<Allergen, "yes" | "traces" | "no">> {
  return Object.fromEntries(
    allergens.flatMap((allergen) => {
      const lot = random();
      return lot < 0.35 ? [] : [[allergen, lot < 0.5 ? "yes" : lot < 0.55 ? "traces" : "no"] as const];
    }),
  );
}

/**
 * A market of `count` items with the variety of the demo's: its stalls again and again under other keys, at other places,
 * with other prices, declarations and stock. No signatures: for what happens after a catalogue has been read.
 */
export function manyItems(count: number, seed = 1): Snapshot {
  const random = seeded(seed);
  const parties = new Map<string, PartyRow>();
  const items = new Map<string, ItemRow>();
  const stock = new Map<string, Record<string, number>>();
  const couriers = demoMarket.couriers.map((courier, index) => ({ courier, id: keyNumber(index) }));
  for (const { courier, id } of couriers) {
    const common = {
      id,
      key: id,
      party: courier.party,
      accreditation: null,
      accredited: true,
      offer: courier.offer,
      taken: null,
    };
    parties.set(id, { ...common, inboxKey, itemCount: 0, publishedCount: 0, verified: true });
  }
  while (items.size < count) {
    for (const stall of demoMarket.stalls) {
      if (items.size >= count) break;
      const id = keyNumber(parties.size);
      const at = geneva.postcodes[Math.floor(random() * geneva.postcodes.length)]!;
      const place = { street: "Rue 1", postcode: at.postcode, town: at.name, lat: at.lat, lon: at.lon };
      const ordering = stall.party.ordering && { ...stall.party.ordering, couriers: couriers.map((one) => one.id) };
      const party = { ...stall.party, place, ...(ordering && { ordering }) };
      let turn = 0;
      for (const original of stall.items) {
        if (items.size >= count) break;
        const item: Item = {
          ...original,
          variants: original.variants.map((variant) => ({
            ...variant,
            priceMinor: Math.max(1, Math.round(variant.priceMinor * (0.5 + random()))),
          })),
          ...(random() < 0.7 && { allergens: declared(random) }),
        };
        const key = `${id}/${item.id}`;
        const priceMinor = Math.min(...item.variants.map((variant) => variant.priceMinor));
        const issuedOn = `2026-0${1 + Math.floor(random() * 9)}-10`;
        const labels = (item.labels ?? []).filter(() => random() < 0.8);
        const levels = random() < 0.1 ? Object.fromEntries(item.variants.map((variant) => [variant.id, 0])) : {};
        items.set(key, { key, partyId: id, item, priceMinor, labels, turn: turn++, issuedOn, levels });
        stock.set(key, levels);
      }
      const rest = {
        accreditation: null,
        accredited: true,
        offer: null,
        taken: null,
        inboxKey,
        itemCount: turn,
        publishedCount: turn,
        verified: true,
      };
      parties.set(id, { id, key: id, party, ...rest });
    }
  }
  const lists = new Map<string, ItemRow[]>();
  for (const row of items.values()) lists.set(row.partyId, [...(lists.get(row.partyId) ?? []), row]);
  const rows = new Map(
    [...lists].map(([id, list]): [string, PartyRows] => [id, { list, shelves: [], stocks: [], granted: [] }]),
  );
  return { chains: noChains, parties, items, stock, rows, replyBuckets: 1 };
}
