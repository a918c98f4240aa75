import { foldWord } from "../core/words/words.ts";

/** What is said at the door: three words of the instance's list, in any case, with or without accents. */
export interface CodeReading {
  /** The words that are complete, as the list spells them. */
  readonly words: readonly string[];
  /** What could come next, at most six; empty when three are complete or nothing fits. */
  readonly completions: readonly string[];
  /** Something was typed that no word of the list starts with. */
  readonly unknown: boolean;
}

/** Reads what has been typed so far. A word counts once it is spelled in full or only one word starts like it. */
export function readCode(text: string, list: readonly string[]): CodeReading {
  const parts = foldWord(text)
    .split(/[\s,.;·-]+/)
    .filter((part) => part !== "");
  const open = !/[\s,.;·-]$/.test(text);
  const words: string[] = [];
  for (const [index, part] of parts.slice(0, 3).entries()) {
    const exact = list.find((word) => foldWord(word) === part);
    const starting = list.filter((word) => foldWord(word).startsWith(part));
    const last = index === parts.length - 1 && open;
    if (exact !== undefined && (!last || starting.length === 1 || index === 2)) words.push(exact);
    else if (!last && starting.length === 1 && starting[0] !== undefined) words.push(starting[0]);
    else if (last && exact === undefined && starting.length === 1 && part.length >= 3 && starting[0] !== undefined) {
      return { words, completions: starting, unknown: false };
    } else {
      return { words, completions: last ? starting.slice(0, 6) : [], unknown: starting.length === 0 };
    }
  }
  return { words, completions: [], unknown: parts.length > 3 };
}

/** The text after taking a completion: the words so far, the new one, and a space for the next. */
export function withCompletion(reading: CodeReading, word: string): string {
  const words = [...reading.words, word];
  return words.join(" ") + (words.length < 3 ? " " : "");
}
