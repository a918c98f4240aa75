/** IBM code page 850 from 0x80 on, as Unicode's mapping table has it: what BNN files and old tills are written in. */
const upperHalf =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤" +
  "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

/** Text of bytes in code page 850. */
export function decodeCodePage850(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192) {
    const codes = Array.from(bytes.subarray(start, start + 8192), (byte) =>
      byte < 0x80 ? byte : upperHalf.charCodeAt(byte - 0x80),
    );
    pieces.push(String.fromCharCode(...codes));
  }
  return pieces.join("");
}

/** What code page 850 has where windows-1252 has quotation marks and dashes: äàåçêëèïîìéüôöòûù. */
const lettersOf850: ReadonlySet<number> = new Set([
  0x81, 0x82, 0x83, 0x84, 0x85, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x93, 0x94, 0x95, 0x96, 0x97,
]);

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/**
 * Whether bytes that are no UTF-8 look like code page 850 rather than windows-1252: an accented letter of either stands
 * beside letters, where the other has marks that do not.
 */
export function looksLikeCodePage850(bytes: Uint8Array): boolean {
  let [old, west] = [0, 0];
  const sample = bytes.subarray(0, 1_000_000);
  for (let index = 1; index < sample.length; index++) {
    const byte = sample[index] ?? 0;
    if (byte < 0x80 || !isLetter(sample[index - 1])) continue;
    if (lettersOf850.has(byte) && isLetter(sample[index + 1])) old++;
    else if (byte >= 0xc0) west++;
  }
  return old > west;
}
