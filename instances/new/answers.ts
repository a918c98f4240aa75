import type { InstanceFile } from "../../crypto/protocol/exports.ts";

/** What a new instance is written from. */
export interface Answers {
  /** The folder's name. */
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly callingCode: string;
  readonly trunk: string;
  readonly phoneExample: string;
  /** Thousandths. */
  readonly standardPermille: number;
  /** Thousandths; null where there is no reduced rate. */
  readonly reducedPermille: number | null;
  readonly retentionYears: number;
  readonly withdrawalDays: number;
  readonly postcodes: InstanceFile["postcodes"];
  /** Top branches of the shared tree. */
  readonly branches: readonly string[];
  /** The instance whose look it begins with. */
  readonly look: string;
  /** Whether a few stalls that are marked as examples stand there to begin with. */
  readonly withExamples: boolean;
  /** Day of the questions, YYYY-MM-DD. */
  readonly today: string;
}

/** The name on two lines, as evenly as its words allow. */
export function signOf(name: string): [string, string] {
  const words = name.trim().split(/\s+/);
  if (words.length === 1) return [words[0] ?? name, "·"];
  const cuts = words
    .slice(1)
    .map((_word, index) => [words.slice(0, index + 1).join(" "), words.slice(index + 1).join(" ")]);
  const longer = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length));
  const [first = "", second = ""] = cuts.sort((a, b) => longer(a) - longer(b))[0] ?? [];
  return [first, second];
}
