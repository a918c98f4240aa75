// Whether two sets of times can be told apart: the Mann-Whitney test, which asks of no distribution what it looks like.

/** How well two sets of values can be told apart. */
export interface Apart {
  /** Chance that a value of the first is larger than one of the second, ties counted half: 0.5 when they are alike. */
  readonly chanceLarger: number;
  /** How much better than a coin somebody guesses from one value which set it is of: 0 to 1. */
  readonly advantage: number;
  /** Chance of so uneven ranks when both are of one distribution; two-sided, by the normal approximation. */
  readonly p: number;
}

/** Complementary error function, to about 1e-7 (Numerical Recipes, 6.2). */
function erfc(x: number): number {
  const z = Math.abs(x);
  const t = 1 / (1 + z / 2);
  const terms = [
    1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
  ];
  const series = terms.reduceRight((sum, term) => term + t * sum, 0);
  const value = t * Math.exp(-z * z - 1.26551223 + t * series);
  return x >= 0 ? value : 2 - value;
}

/** Compares two sets by the ranks of their values, with the corrections for ties and for continuity. Throws on none. */
export function tellApart(first: readonly number[], second: readonly number[]): Apart {
  const [m, n] = [first.length, second.length];
  if (m === 0 || n === 0) throw new Error("No values.");
  const all = [...first.map((value) => ({ value, of: 0 })), ...second.map((value) => ({ value, of: 1 }))];
  all.sort((a, b) => a.value - b.value);
  let ranks = 0;
  let ties = 0;
  for (let at = 0; at < all.length;) {
    let end = at;
    while (end < all.length && all[end]!.value === all[at]!.value) end++;
    const rank = (at + 1 + end) / 2;
    for (let index = at; index < end; index++) if (all[index]!.of === 0) ranks += rank;
    ties += (end - at) ** 3 - (end - at);
    at = end;
  }
  const u = ranks - (m * (m + 1)) / 2;
  const chanceLarger = u / (m * n);
  const total = m + n;
  const deviation = Math.sqrt(((m * n) / 12) * (total + 1 - ties / (total * (total - 1))));
  const away = Math.max(0, Math.abs(u - (m * n) / 2) - 0.5);
  const p = deviation === 0 ? 1 : Math.min(1, erfc(away / deviation / Math.SQRT2));
  return { chanceLarger, advantage: Math.abs(2 * chanceLarger - 1), p };
}
