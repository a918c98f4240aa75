/**
 * A set of row numbers, one bit a row: at 50,000 items 6 kB, so that a filter is a few thousand operations on words
 * instead of 50,000 questions about items.
 */
export type Bits = Uint32Array;

/** An empty set for rows 0 … `rows` − 1. */
export function noBits(rows: number): Bits {
  return new Uint32Array(Math.ceil(rows / 32));
}

/** The set of all rows. */
export function allBits(rows: number): Bits {
  const bits = noBits(rows).fill(0xffff_ffff);
  const rest = rows % 32;
  if (rest > 0) bits[bits.length - 1] = 2 ** rest - 1;
  return bits;
}

/** Puts a row in. */
export function addBit(bits: Bits, row: number): void {
  bits[row >>> 5]! |= 1 << (row & 31);
}

/** Whether a row is in. */
export function hasBit(bits: Bits, row: number): boolean {
  return (bits[row >>> 5]! & (1 << (row & 31))) !== 0;
}

/** Rows 0 … `rows` − 1 for which `holds`. */
export function bitsWhere(rows: number, holds: (row: number) => boolean): Bits {
  const bits = noBits(rows);
  for (let row = 0; row < rows; row++) if (holds(row)) addBit(bits, row);
  return bits;
}

/** What is in every one of `sets`; none given, all `rows`. */
export function inAll(rows: number, sets: readonly Bits[]): Bits {
  const [first, ...others] = sets;
  if (first === undefined) return allBits(rows);
  const bits = first.slice();
  for (const other of others) for (let word = 0; word < bits.length; word++) bits[word]! &= other[word]!;
  return bits;
}

/** What is in at least one of `sets`. */
export function inAny(rows: number, sets: readonly Bits[]): Bits {
  const bits = noBits(rows);
  for (const set of sets) for (let word = 0; word < bits.length; word++) bits[word]! |= set[word]!;
  return bits;
}

/** What is in `bits` and not in `others`. */
export function without(bits: Bits, others: Bits): Bits {
  const rest = bits.slice();
  for (let word = 0; word < rest.length; word++) rest[word]! &= ~others[word]!;
  return rest;
}

function ones(word: number): number {
  let rest = word - ((word >>> 1) & 0x5555_5555);
  rest = (rest & 0x3333_3333) + ((rest >>> 2) & 0x3333_3333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** How many rows are in. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (let word = 0; word < bits.length; word++) count += ones(bits[word]!);
  return count;
}

/** How many rows are in both; nothing is copied. */
export function countBoth(a: Bits, b: Bits): number {
  let count = 0;
  for (let word = 0; word < a.length; word++) {
    const both = a[word]! & b[word]!;
    if (both !== 0) count += ones(both);
  }
  return count;
}

/** Calls `each` with every row that is in, the lowest first. */
export function forEachBit(bits: Bits, each: (row: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    let rest = bits[word]!;
    while (rest !== 0) {
      const lowest = rest & -rest;
      each(word * 32 + 31 - Math.clz32(lowest));
      rest ^= lowest;
    }
  }
}

/** Whether two sets of the same rows are the same. */
export function sameBits(a: Bits, b: Bits): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
