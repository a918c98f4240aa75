import { electronicFormatIBAN, isSEPACountry, isValidIBAN } from "ibantools";
import { utf8 } from "../../../crypto/bytes.ts";

/** Who is to be paid what: as a bill has it. */
export interface EpcTransfer {
  readonly iban: string;
  readonly name: string;
  /** Hundredths of a euro. */
  readonly amountMinor: number;
  readonly currency: string;
  /** A creditor reference, "RF…" (ISO 11649), of at most 25 characters. */
  readonly reference: string;
}

const nameMax = 70;
/** 331 less what the other lines can have at most: 91 (an IBAN of 34, a reference of 25, an amount of 15). */
const nameBytesMax = 240;
const amountMinorMax = 99_999_999_999;
const referenceForm = /^RF\d{2}[A-Z0-9]{1,21}$/;

/** Whether the two check digits of "RF…" are right: ISO 7064, MOD 97-10. */
function isCreditorReference(text: string): boolean {
  if (!referenceForm.test(text)) return false;
  const digits = Array.from(`${text.slice(4)}${text.slice(0, 4)}`, (sign) => Number.parseInt(sign, 36)).join("");
  return BigInt(digits) % 97n === 1n;
}

/** A name in one line, no longer than the code may have it: 70 characters, and bytes such that all fits its 331. */
function nameLine(name: string): string {
  const characters = Array.from(name.replaceAll(/\s+/g, " ").trim()).slice(0, nameMax);
  while (utf8(characters.join("")).length > nameBytesMax) characters.pop();
  return characters.join("").trim();
}

/**
 * The text of a QR code that banking apps in the SEPA area read (EPC069-12, version 2, "BCD"): eleven lines. That of
 * the bank's own code is empty, as within the European Economic Area it may be; the last, for a text, since the reference
 * stands above it. Null where it could not be paid: another currency, an
 * account outside of SEPA or that is none, no amount or one beyond what the code can say, a reference that is not sound.
 */
export function epcCode(transfer: EpcTransfer): string | null {
  const iban = electronicFormatIBAN(transfer.iban) ?? "";
  const { amountMinor, reference } = transfer;
  const name = nameLine(transfer.name);
  if (transfer.currency !== "EUR" || !isValidIBAN(iban) || !isSEPACountry(iban.slice(0, 2))) return null;
  if (!Number.isInteger(amountMinor) || amountMinor < 1 || amountMinor > amountMinorMax) return null;
  if (name === "" || !isCreditorReference(reference)) return null;
  const amount = `EUR${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, "0")}`;
  return ["BCD", "002", "1", "SCT", "", name, iban, amount, "", reference, ""].join("\n");
}
