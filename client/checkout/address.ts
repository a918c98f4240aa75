import { msg } from "@lit/localize";
import type { Address } from "../core/api.ts";

/** What the form holds: every field as it was typed. */
export interface AddressFields {
  readonly name: string;
  readonly street: string;
  readonly extra: string;
  readonly postcode: string;
  readonly town: string;
  readonly phone: string;
  readonly note: string;
}

export type AddressField = keyof AddressFields;

/** The fields in the order in which the form shows them. */
export const addressFields: readonly AddressField[] = ["name", "street", "extra", "postcode", "town", "phone", "note"];

/** Longest value of each field: those of `deliveryAddress` in crypto/protocol/order-messages.ts. */
export const addressLengths: Readonly<Record<AddressField, number>> = {
  name: 60,
  street: 100,
  extra: 80,
  postcode: 10,
  town: 60,
  phone: 20,
  note: 200,
};

/** A form with nothing in it, but for what is known of the place. */
export function emptyAddress(postcode: string | null, town: string | null): AddressFields {
  return { name: "", street: "", extra: "", postcode: postcode ?? "", town: town ?? "", phone: "", note: "" };
}

/** The fields of a kept address, to be edited. */
export function fieldsOf(address: Address): AddressFields {
  const { name, street, postcode, town, phone } = address;
  return { name, street, extra: address.extra ?? "", postcode, town, phone, note: address.note ?? "" };
}

/** What is wrong with each field, in words; nothing when the address can be used. */
export function checkAddress(fields: AddressFields): Partial<Record<AddressField, string>> {
  const wrong: Partial<Record<AddressField, string>> = {};
  if (fields.name.trim() === "") wrong.name = msg("Écrivez le nom à lire sur la sonnette.");
  if (fields.street.trim() === "") wrong.street = msg("Écrivez la rue et le numéro.");
  if (!/^[A-Z0-9 -]{3,10}$/.test(fields.postcode.trim().toUpperCase())) {
    wrong.postcode = msg("Écrivez le code postal, par exemple 1205.");
  }
  if (fields.town.trim() === "") wrong.town = msg("Écrivez la localité.");
  const phone = plainPhone(fields.phone);
  if (!/^\+?[\d ]{6,20}$/.test(phone) || phone.replace(/\D/g, "").length < 6) {
    wrong.phone = msg("Écrivez un numéro où l’on peut vous joindre à la porte, par exemple 022 555 12 34.");
  }
  return wrong;
}

/** A number with only a leading plus, digits and spaces: "(022) 555.12/34" is "022 555 12 34". */
export function plainPhone(typed: string): string {
  return typed
    .replace(/\(0\)/g, "")
    .replace(/[^\d+]+/g, " ")
    .replace(/(?!^)\+/g, "")
    .trim();
}

/** The address as the core keeps it. The fields must have passed {@link checkAddress}. */
export function addressOf(fields: AddressFields, id: string): Address {
  const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
  const extra = oneLine(fields.extra);
  const note = oneLine(fields.note);
  return {
    id,
    name: oneLine(fields.name),
    street: oneLine(fields.street),
    ...(extra !== "" && { extra }),
    postcode: fields.postcode.trim().toUpperCase(),
    town: oneLine(fields.town),
    phone: plainPhone(fields.phone),
    ...(note !== "" && { note }),
  };
}

/** An id for a new address: 22 characters of base64url. */
export function newAddressId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
