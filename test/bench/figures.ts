import { cpus, totalmem } from "node:os";

/** The machine that the figures are of. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGibibytes: number;
  readonly node: string;
  readonly platform: string;
}

export function machine(): Machine {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memoryGibibytes: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** The value below which `share` (0…1) of the values lie. Throws on none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("No values.");
  return value;
}

/** The middle value; of an even count the mean of the two in the middle. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error("No values.");
  return (upper + lower) / 2;
}

/** Rounds to `digits` decimals, for figures that people read. */
export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** Says on stderr what is being measured, so that stdout holds nothing but the figures. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
