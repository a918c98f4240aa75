import type { Party } from "../../../crypto/protocol/exports.ts";
import type { PartyRow } from "../catalogue/snapshot.ts";
import { stallTexts } from "./item-texts.ts";
import { sameTrades } from "./same-words.ts";
import { typedWords } from "./terms.ts";
import { createWordIndex } from "./word-index.ts";

/** Finds accredited parties by name, trade and town. */
export interface PartyIndex {
  update(parties: ReadonlyMap<string, PartyRow>): void;
  /** Party ids that answer all words, best first. `slips`: words that none has may be slips of the pen. */
  find(text: string, slips: boolean): readonly string[];
}

interface Taken {
  readonly slot: number;
  readonly party: Party;
}

/** An empty index of parties. */
export function createPartyIndex(): PartyIndex {
  const words = createWordIndex();
  const taken = new Map<string, Taken>();
  let ids: (string | undefined)[] = [];
  let scores = new Float32Array(1024);

  function drop(id: string, { slot }: Taken): void {
    words.remove(slot);
    ids[slot] = undefined;
    taken.delete(id);
  }

  return {
    update: (parties) => {
      for (const [id, known] of taken) {
        const row = parties.get(id);
        if (!row?.accredited || row.party !== known.party) drop(id, known);
      }
      for (const { id, party, accredited } of parties.values()) {
        if (!accredited || taken.has(id)) continue;
        const slot = words.add(stallTexts(party));
        ids[slot] = id;
        taken.set(id, { slot, party });
      }
      const moved = words.compact();
      if (moved === null) return;
      const next: (string | undefined)[] = [];
      for (const [from, to] of moved) next[to] = ids[from];
      ids = next;
      for (const [slot, id] of ids.entries()) {
        const known = id === undefined ? undefined : taken.get(id);
        if (id !== undefined && known !== undefined) taken.set(id, { ...known, slot });
      }
    },
    find: (text, slips) => {
      const typed = [...new Set(typedWords(text))];
      if (typed.length === 0) return [];
      if (scores.length < words.slots) scores = new Float32Array(2 * words.slots);
      let totals: Map<number, number> | null = null;
      for (const word of typed) {
        const exact = words.find(word, words.knows(word) ? "whole" : "begun", scores, { same: sameTrades(word) });
        const found = exact.length > 0 || !slips ? exact : words.find(word, "slip", scores);
        const sums = new Map<number, number>();
        for (const slot of found) {
          const before: number | undefined = totals === null ? 0 : totals.get(slot);
          if (before !== undefined) sums.set(slot, before + scores[slot]!);
        }
        totals = sums;
      }
      return [...(totals ?? [])].sort(([, a], [, b]) => b - a).flatMap(([slot]) => ids[slot] ?? []);
    },
  };
}
