import { calculateQRReferenceChecksum, calculateSCORReferenceChecksum, isQRIBAN } from "swissqrbill/utils";
import { randomBytes } from "../../../crypto/sodium.ts";

const scorSymbols = 16;
const qrDigits = 26;
const alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

function randomText(symbols: string, length: number): string {
  let text = "";
  while (text.length < length) {
    // Bytes above the largest multiple are thrown away, so that every symbol is equally likely.
    for (const byte of randomBytes(length)) {
      if (byte < 256 - (256 % symbols.length) && text.length < length) text += symbols[byte % symbols.length]!;
    }
  }
  return text;
}

/**
 * A payment reference from chance alone, saying nothing of order or buyer: a QR reference of 27 digits for a QR-IBAN
 * (Swiss Implementation Guidelines QR-bill, 4.2.2), else a creditor reference "RF…" (ISO 11649) of 20 characters.
 */
export function newPaymentReference(iban: string): string {
  if (/^(CH|LI)/.test(iban) && isQRIBAN(iban)) {
    const digits = randomText("0123456789", qrDigits);
    return digits + calculateQRReferenceChecksum(digits);
  }
  const text = randomText(alphabet, scorSymbols);
  return `RF${calculateSCORReferenceChecksum(text)}${text}`;
}
