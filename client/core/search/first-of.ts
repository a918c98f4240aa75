/**
 * The first `count` of `all` in the order of `compare`: what sorting everything and cutting gives, at the price of one
 * comparison for each that is not among them. For showing a page of thousands of answers.
 */
export function firstOf<T>(all: readonly T[], count: number, compare: (a: T, b: T) => number): T[] {
  // Where most are wanted, sorting is quicker.
  if (count * 4 >= all.length) return [...all].sort(compare).slice(0, count);
  const first: T[] = [];
  for (const one of all) {
    if (first.length === count && compare(one, first[count - 1]!) >= 0) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(one, first[middle]!) < 0) high = middle;
      else low = middle + 1;
    }
    first.splice(low, 0, one);
    if (first.length > count) first.pop();
  }
  return first;
}
