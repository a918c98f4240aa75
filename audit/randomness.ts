// Whether bytes look like what nobody can read
//
// Two questions, cheap enough to be asked of every value of a million. Are the bytes evenly spread (Pearson's χ², over
// bytes where there are enough of them, over half-bytes below)? And does no stretch of them read like text or JSON? The
// limits are such that a million values of real ciphertext raise a false alarm less than once in a hundred audits; what
// is not ciphertext fails them by far: text, JSON, base64, padding of zeros, a counter, a compressed file's head.

const counts = new Uint32Array(256);
/** χ² as a normal deviate above which nothing is by chance. */
const deviateMax = 9;
/** From here on each byte is expected five times or more, as χ² wants it. */
const bytesForBytes = 1280;

/** Wilson and Hilferty, 1931: how many standard deviations a χ² lies from its mean. */
function deviate(chiSquare: number, freedom: number): number {
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(chiSquare / freedom) - (1 - spread)) / Math.sqrt(spread);
}

/** χ² of the bytes, or of the half-bytes of a short value, as a normal deviate. */
export function unevenness(bytes: Uint8Array): number {
  const whole = bytes.length >= bytesForBytes;
  const kinds = whole ? 256 : 16;
  counts.fill(0);
  if (whole) for (let at = 0; at < bytes.length; at++) counts[bytes[at]!]! += 1;
  else {
    for (let at = 0; at < bytes.length; at++) {
      counts[bytes[at]! >> 4]! += 1;
      counts[bytes[at]! & 15]! += 1;
    }
  }
  const total = whole ? bytes.length : bytes.length * 2;
  const expected = total / kinds;
  let squares = 0;
  for (let kind = 0; kind < kinds; kind++) squares += counts[kind]! * counts[kind]!;
  return deviate(squares / expected - total, kinds - 1);
}

/** Letters, digits, space, and what stands in names, addresses and JSON: 77 of 256. */
const readable = new Uint8Array(256);
for (const letter of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,@-_+'\":{}/=") {
  readable[letter.charCodeAt(0)] = 1;
}

/** How long a stretch may be: longer in a short value is by chance once in 10⁸, in a long one once in 10¹². */
function stretchMax(bytes: number): number {
  if (bytes <= 16) return 15;
  return bytes < 256 ? 18 : 24;
}

/** Whether some stretch of the bytes reads like text. Looks at every n-th byte only, as none can lie between two. */
export function holdsText(bytes: Uint8Array): boolean {
  const stretch = stretchMax(bytes.length) + 1;
  for (let at = stretch - 1; at < bytes.length; at += stretch) {
    if (readable[bytes[at]!] === 0) continue;
    let from = at;
    let to = at + 1;
    while (from > 0 && readable[bytes[from - 1]!] === 1) from--;
    while (to < bytes.length && readable[bytes[to]!] === 1) to++;
    if (to - from >= stretch) return true;
  }
  return false;
}

/** Whether bytes look random: no text in them, and evenly spread. */
export function looksRandom(bytes: Uint8Array): boolean {
  return !holdsText(bytes) && unevenness(bytes) <= deviateMax;
}

const coefficientBytes = 1152;
const fieldSize = 3329;

/** Whether 1,216 bytes can be an X-Wing public key: 768 numbers of 12 bits below 3329 (FIPS 203, 7.2), then 64 random bytes. */
export function looksLikeKemKey(bytes: Uint8Array): boolean {
  for (let at = 0; at < coefficientBytes; at += 3) {
    const [low, middle, high] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
    if ((low | ((middle & 15) << 8)) >= fieldSize || ((middle >> 4) | (high << 4)) >= fieldSize) return false;
  }
  return looksRandom(bytes.subarray(coefficientBytes));
}
