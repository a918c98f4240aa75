import type { InstanceFile, Party } from "../../../crypto/protocol/exports.ts";
import type { PartyRows } from "../catalogue/item-rows.ts";
import type { ItemRow, Snapshot } from "../catalogue/snapshot.ts";
import { createGroups, type GroupHit } from "./groups.ts";
import { itemTexts, partyTexts } from "./item-texts.ts";
import { compoundsOf, partsOf } from "./compounds.ts";
import { createPartyIndex } from "./party-index.ts";
import { isGermanThing, isWritten, sameWords, type Meaning } from "./same-words.ts";
import { stemOf } from "./stems.ts";
import { isWithout, typedWords } from "./terms.ts";
import { createWordIndex, type Manner } from "./word-index.ts";

/** Typed words beyond this many are not looked at. */
const wordsMax = 8;
/** What answers as well as this share of the best is of the same branch. */
const sameBranch = 0.8;
/** When fewer answer all words, slips of the pen are thought of too. */
const fewMatches = 3;
/** When fewer do of words that things are called by, which are hardly slips. */
const fewOfKnown = 2;

/** An item that answers, and how well. `slot` is its place in the index, until the index's edition changes. */
export interface Match {
  readonly row: ItemRow;
  readonly slot: number;
  readonly score: number;
}

/** What answers a text. */
export interface Found {
  /** Each item once, in no order. */
  readonly matches: readonly Match[];
  /** Whether some have all words as they were typed, without a slip of the pen. */
  readonly exact: boolean;
}

/** What is asked of things besides that they answer. */
interface Demands {
  /** How many of the typed words ask it. */
  readonly words: number;
  /** Of some slots, those that meet all. */
  meeting(slots: readonly number[]): readonly number[];
}

/** Finds items by words; kept in step with the market by what changed, never rebuilt. */
export interface ItemIndex {
  /**
   * Takes a snapshot in. With `sliceMs` it stops after that long and returns false while there is more to do: what was
   * done stays done, and the next call goes on.
   */
  update(snapshot: Snapshot, sliceMs?: number): boolean;
  /**
   * Items that answer all words. Where hardly any do, slips of the pen are thought of; where none does
   * even so, those that answer most of the words.
   */
  find(text: string): Found;
  /** Rises with every change of what is in which slot. */
  readonly edition: number;
  /** What is in each slot; a hole where something was. */
  readonly rows: readonly (ItemRow | undefined)[];
  /**
   * Party ids, best first. Words that no stall has may be slips of the pen, unless there are things that have each of
   * them: a stall whose name is only like "tomme" would stand above all tommes.
   */
  findParties(text: string): readonly string[];
  /** Words of the market that begin with the typed one (folded), the most frequent first. */
  completions(typed: string, limit: number): readonly string[];
}

/** Whether things are called by each word as it was typed, whether or not there is one: no stall's name is meant by a slip. */
const isWhatThingsAre = (text: string): boolean => typedWords(text).every(isWritten);

/** An empty index for an instance's categories and labels. */
export function createItemIndex(instance: InstanceFile): ItemIndex {
  const words = createWordIndex();
  const groups = createGroups(instance);
  const parties = createPartyIndex();
  let rows: (ItemRow | undefined)[] = [];
  const slots = new Map<string, number>();
  // The rows of each party that are in the index: the same list is the same market.
  const taken = new Map<string, PartyRows>();
  const named = new Map<string, Party>();
  let scores = new Float32Array(1024);
  let near = new Float32Array(1024);
  let totals = new Float32Array(1024);
  let counts = new Uint8Array(1024);
  /** How many of the demands each slot meets: see {@link demand}. */
  let met = new Uint8Array(1024);
  let edition = 0;

  function drop(key: string): void {
    const slot = slots.get(key);
    if (slot === undefined) return;
    words.remove(slot);
    rows[slot] = undefined;
    slots.delete(key);
  }

  function take(row: ItemRow): void {
    const slot = slots.get(row.key);
    const before = slot === undefined ? undefined : rows[slot];
    // The same object is the same text: only what stands beside it, stock or labels, is another.
    if (slot !== undefined && before?.item === row.item) {
      rows[slot] = row;
      groups.relabel(slot, before.labels, row.labels);
      return;
    }
    if (slot !== undefined) drop(row.key);
    const added = words.add(itemTexts(row.item));
    rows[added] = row;
    slots.set(row.key, added);
    groups.put(added, row);
  }

  function takeParty(id: string, now: PartyRows | undefined): void {
    const before = taken.get(id);
    if (before === now) return;
    edition += 1;
    const keys = new Set(now?.list.map(({ key }) => key));
    for (const { key } of before?.list ?? []) if (!keys.has(key)) drop(key);
    for (const row of now?.list ?? []) take(row);
    if (now === undefined) taken.delete(id);
    else taken.set(id, now);
  }

  function compact(): void {
    const moved = words.compact();
    if (moved === null) return;
    const next: (ItemRow | undefined)[] = [];
    for (const [from, to] of moved) {
      const row = rows[from];
      next[to] = row;
      if (row !== undefined) slots.set(row.key, to);
    }
    rows = next;
    edition += 1;
    groups.move(moved);
  }

  function makeRoom(): void {
    if (scores.length >= words.slots) return;
    const length = Math.max(words.slots, 2 * scores.length);
    [scores, near, totals] = [new Float32Array(length), new Float32Array(length), new Float32Array(length)];
    [counts, met] = [new Uint8Array(length), new Uint8Array(length)];
  }

  function addGroups(hits: readonly GroupHit[], found: number[]): void {
    for (const { members, score } of hits) {
      for (const slot of members) {
        if (rows[slot] === undefined) continue;
        if (scores[slot] === 0) found.push(slot);
        scores[slot]! += score;
      }
    }
  }

  /** Whether the word, or one of its stem, is of some thing or of what it belongs to. */
  const isKnown = (word: string): boolean => words.knows(word) || groups.knows(word);
  /** Whether it is a German word, or one with another ending, of the market or by its meaning. */
  const isGerman = (word: string): boolean => {
    const stem = stemOf(word, "de")!;
    return words.hasStem(stem) || groups.hasStem(stem) || isGermanThing(word);
  };

  /** Slots that answer one word: by their own text, and by that of what they belong to. `scores` says how well. */
  function hits(word: string, slips: boolean): number[] {
    if (!slips) return plainHits(word);
    // What things are called by is no slip: "Noël" beside a novel.
    if (!isWritten(word)) {
      const { slots: found, areDoubled } = words.findNear(word, scores);
      // "gnochi" are "gnocchi", and no branch of games ("giochi").
      addGroups(groups.find(word, "slip", { areDoubled }), found);
      if (found.length > 0) return found;
    }
    const parts = partsOf(word, isGerman);
    return parts === null ? [] : prefer(parts.first, hitsOfPart(parts.last));
  }

  /** Of words that mean the same, what sellers write as one word with them in German. */
  function compounds(same: readonly Meaning[], isWide: boolean): Meaning[] {
    const parts = new Set(same.flatMap(({ text, stem }) => (stem.startsWith("de ") ? [text] : [])));
    return [...parts].flatMap((part) => compoundsOf(part, words.germanAround(part), isGerman, isWide));
  }

  /** What a part of a compound means: itself, in German, what means the same, and what is written as one with it. */
  function inGerman(part: string): Meaning[] {
    const same = [{ text: part, stem: stemOf(part, "de")! }, ...sameWords(part)];
    return [...same, ...compounds(same, true)];
  }

  function hitsOfPart(part: string): number[] {
    const same = inGerman(part);
    const found = words.find(part, "meant", scores, { same });
    addGroups(groups.find(part, "meant", { same }), found);
    if (found.length === 0) addGroups(groups.findByOtherWords(part), found);
    return found;
  }

  function plainHits(word: string): number[] {
    const same = sameWords(word);
    const manner: Manner = same.length > 0 || isKnown(word) ? "whole" : "begun";
    const spoken = new Set([...words.languagesOf(word), ...groups.languagesOf(word)]);
    const own = isGerman(word) ? [{ text: word, stem: stemOf(word, "de")! }] : [];
    const found = words.find(word, manner, scores, { same: [...same, ...compounds([...own, ...same], false)], spoken });
    const ownCount = found.length;
    addGroups(groups.find(word, manner, { same, spoken }), found);
    if (found.length === 0) {
      addGroups(groups.findByOtherWords(word), found);
      const parts = found.length === 0 ? null : partsOf(word, isGerman);
      return parts === null ? found : prefer(parts.first, prefer(parts.last, found));
    }
    // "carote", of the branch of carrots and beetroots: those of it first that are called almost so.
    if (ownCount === 0 && manner === "whole") {
      words.find(word, "slip", near);
      const least = sameBranch * found.reduce((best, slot) => Math.max(best, scores[slot]!), 0);
      for (const slot of found) if (scores[slot]! >= least) scores[slot]! += near[slot]!;
    }
    return found;
  }

  /** Of breads, those of rye first: a part of a compound counts as much as what was found answers it. */
  function prefer(part: string, found: number[]): number[] {
    // "Rohmilch" of "Rohmilchkäse": one again.
    const parts = isGerman(part) ? null : partsOf(part, isGerman);
    if (parts !== null) return prefer(parts.first, prefer(parts.last, found));
    const same = inGerman(part);
    words.find(part, "meant", near, { same });
    for (const { members, score } of groups.meaning(part, same)) {
      for (const slot of members) near[slot] = Math.max(near[slot]!, score);
    }
    for (const slot of found) scores[slot]! *= 1 + near[slot]!;
    return found;
  }

  /** Whether each word that was typed is one of some thing's. */
  function isOfThings(text: string): boolean {
    makeRoom();
    return typedWords(text).every((word) => hits(word, false).length > 0);
  }

  /** What is of branches that are called so besides, without what is known, which it is added to. `scores` says how well. */
  function besides(word: string, known: Set<number>): number[] {
    return groups.findByOtherWords(word).flatMap(({ members, score }) => {
      const others = members.filter((slot) => rows[slot] !== undefined && !known.has(slot));
      for (const slot of others) known.add(slot);
      for (const slot of others) scores[slot] = score;
      return others;
    });
  }

  /** Adds up all words. Returns every slot that answers any, and whether a slip was thought of for want of others. */
  function addUp(typed: readonly string[], slips: "where-needed" | "too" | "all"): { any: number[]; slipped: boolean } {
    let slipped = false;
    totals.fill(0);
    counts.fill(0);
    const any: number[] = [];
    const note = (found: readonly number[]): void => {
      // A rare word says more about what is meant than one that stands everywhere.
      const rarity = Math.log(1 + slots.size / (1 + found.length));
      for (const slot of found) {
        if (counts[slot] === 0) any.push(slot);
        counts[slot]! += 1;
        totals[slot]! += rarity * scores[slot]!;
      }
    };
    for (const word of typed) {
      const found = hits(word, false);
      if (isWithout(word)) note(found);
      else if (slips === "where-needed") {
        slipped ||= found.length === 0;
        note(found.length > 0 ? found : hits(word, true));
      } else {
        const exact = new Set(found);
        note(found);
        if (slips === "all") note(besides(word, exact));
        // Of several words one that things are called by is no slip: "Brot" beside "glutenfrei" is not "brut".
        if (typed.length > 1 && isKnown(word)) continue;
        note(hits(word, true).filter((slot) => !exact.has(slot)));
      }
    }
    return { any, slipped };
  }

  const matching = (any: readonly number[], wanted: number): Match[] =>
    any.filter((slot) => counts[slot] === wanted).map((slot) => ({ row: rows[slot]!, slot, score: totals[slot]! }));

  /**
   * What is to be without something, or of a diet, is never what is not declared so; and where one other word is a
   * branch's, of that branch: bread without gluten is no wax in loaves. What meets all is left.
   */
  function demand(typed: readonly string[]): Demands {
    const others: string[] = [];
    let count = 0;
    const narrow = (slots: readonly number[]): void => {
      if (count === 0) met.fill(0);
      for (const slot of slots) if (met[slot] === count) met[slot] = count + 1;
      count += 1;
    };
    for (const word of typed) {
      const declared = groups.declaredAs(word) ?? (isWithout(word) ? hits(word, false) : null);
      if (declared === null) others.push(word);
      else narrow(declared);
    }
    const words = count;
    const branch = words > 0 && others.length === 1 ? groups.inBranch(others[0]!) : [];
    if (branch.length > 0) narrow(branch);
    const total = count;
    return { words, meeting: (slots) => (total === 0 ? slots : slots.filter((slot) => met[slot] === total)) };
  }

  function find(text: string): Found {
    const typed = [...new Set(typedWords(text))].slice(0, wordsMax);
    if (typed.length === 0) return { matches: [], exact: true };
    makeRoom();
    const demands = demand(typed);
    const { any, slipped } = addUp(typed, "where-needed");
    const strict = matching(demands.meeting(any), typed.length);
    const few = typed.every((word) => isKnown(word) || sameWords(word).length > 0) ? fewOfKnown : fewMatches;
    const matches = strict.length >= few ? strict : findLeniently(typed, text, strict, demands);
    return { matches, exact: strict.length > 0 && !slipped };
  }

  /** Where hardly anything answers all words. */
  function findLeniently(
    typed: readonly string[],
    text: string,
    strict: readonly Match[],
    demands: Demands,
  ): readonly Match[] {
    // Of "coupe cheveux" each word is of some thing, a plant among them: both are of the branch that is called so besides.
    const slips = strict.length === 0 && typed.length > 1 ? "all" : "too";
    const lenient = matching(demands.meeting(addUp(typed, slips).any), typed.length);
    if (lenient.length > 0) {
      const known = new Set(strict.map(({ row }) => row));
      return [...strict, ...lenient.filter(({ row }) => !known.has(row))];
    }
    // "Jus de pomme bio", of which there is none: apple juices before whatever else is organic and of apples.
    const needed = typed.filter((word) => !groups.isWish(word));
    if (needed.length < typed.length && 2 * needed.length > typed.length) {
      const others = matching(demand(needed).meeting(addUp(needed, "where-needed").any), needed.length);
      if (others.length > 0) return others;
    }
    // "boulangerie": no thing is called so, but whoever sells it is.
    const ofStalls =
      demands.words > 0 ? [] : parties.find(text, !isWhatThingsAre(text)).flatMap((id) => taken.get(id)?.list ?? []);
    if (ofStalls.length > 0) {
      // Of a stall that says "louer une perceuse deux heures", the drill before whatever else it lends.
      return ofStalls.map((row) => {
        const slot = slots.get(row.key)!;
        return { row, slot, score: totals[slot]! + 1 / (1 + row.turn) };
      });
    }
    // Of a part of the words, only the things themselves: with slips as well nearly everything would answer.
    let some = demands.meeting(addUp(typed, "where-needed").any);
    // "Livre enfant": of books and of what is for children, books. A branch says what is looked for.
    const naming = typed.filter((word) => groups.inBranch(word).length > 0);
    const named = new Set(naming.flatMap((word) => hits(word, false)));
    if (some.some((slot) => named.has(slot))) some = some.filter((slot) => named.has(slot));
    let most = 0;
    for (const slot of some) most = Math.max(most, counts[slot]!);
    // That something is of a diet is not enough where it is to be something besides.
    return 2 * most >= typed.length && most > demands.words ? matching(some, most) : [];
  }

  return {
    update: (snapshot, sliceMs = Number.POSITIVE_INFINITY) => {
      const end = performance.now() + sliceMs;
      parties.update(snapshot.parties);
      for (const id of taken.keys()) if (!snapshot.rows.has(id)) takeParty(id, undefined);
      for (const id of snapshot.rows.keys()) {
        const party = snapshot.parties.get(id)?.party;
        if (party === undefined || named.get(id) === party) continue;
        groups.name(id, partyTexts(party));
        named.set(id, party);
      }
      for (const [id, now] of snapshot.rows) {
        if (taken.get(id) === now) continue;
        takeParty(id, now);
        if (performance.now() > end) return false;
      }
      compact();
      return true;
    },
    find,
    get edition() {
      return edition;
    },
    get rows() {
      return rows;
    },
    findParties: (text) => {
      const exact = parties.find(text, false);
      return exact.length > 0 || isWhatThingsAre(text) || isOfThings(text) ? exact : parties.find(text, true);
    },
    completions: (typed, limit) => words.completions(typed, limit),
  };
}
