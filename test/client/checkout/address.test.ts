import { expect, test } from "vitest";
import { deliveryAddress } from "../../../crypto/protocol/order-messages.ts";
import {
  addressFields,
  addressLengths,
  addressOf,
  checkAddress,
  emptyAddress,
  fieldsOf,
  newAddressId,
  plainPhone,
} from "../../../client/checkout/address.ts";

const complete = {
  name: " Ada  Exemple ",
  street: "Rue des Inventés 12",
  extra: "",
  postcode: "1204",
  town: "Genève",
  phone: "(022) 000.00/00",
  note: "",
};

test("an empty form says what each needed field is for, and nothing of the optional ones", () => {
  expect(Object.keys(checkAddress(emptyAddress(null, null))).toSorted()).toEqual(
    ["name", "phone", "postcode", "street", "town"].toSorted(),
  );
});

test("a complete one is nothing but right", () => {
  expect(checkAddress(complete)).toEqual({});
});

test.each([
  ["022 000 00 00", "022 000 00 00"],
  ["+41 (0)22 000.00/00", "+41 22 000 00 00"],
  ["079-000-00-00", "079 000 00 00"],
])("a phone number as people write it: %s", (typed, plain) => {
  expect(plainPhone(typed)).toBe(plain);
  expect(checkAddress({ ...complete, phone: typed })).toEqual({});
});

test.each(["", "appelez-moi", "12345"])("what is no phone number is said to be none: %j", (phone) => {
  expect(checkAddress({ ...complete, phone })).toHaveProperty("phone");
});

test("what passes the form passes the protocol, at every field's longest", () => {
  const postal = deliveryAddress.pick({ name: true, street: true, postcode: true, town: true, phone: true });
  const long = Object.fromEntries(addressFields.map((field) => [field, "x".repeat(addressLengths[field])]));
  const fields = { ...complete, ...long, postcode: "1204", phone: "+41 22 000 00 00" };
  expect(checkAddress(fields)).toEqual({});
  const { name, street, postcode, town, phone, extra, note } = addressOf(fields, newAddressId());
  expect(postal.safeParse({ name, street, postcode, town, phone }).success).toBe(true);
  expect(deliveryAddress.shape.extra.safeParse(extra).success).toBe(true);
  expect(deliveryAddress.shape.note.safeParse(note).success).toBe(true);
});

test("a kept address comes back into the form as it was, spaces tidied, empty fields left out", () => {
  const kept = addressOf(complete, "an-id");
  expect(kept).toEqual({
    id: "an-id",
    name: "Ada Exemple",
    street: "Rue des Inventés 12",
    postcode: "1204",
    town: "Genève",
    phone: "022 000 00 00",
  });
  expect(addressOf(fieldsOf(kept), "an-id")).toEqual(kept);
});
