import { describe, expect, test } from "vitest";
import { epcCode, type EpcTransfer } from "../../../../client/core/orders/epc-code.ts";
import { newPaymentReference } from "../../../../client/core/orders/payment-reference.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { transferCodeOf } from "../../../../crypto/protocol/transfer-code.ts";

// IBAN of the registry's example for Germany, reference of ISO 11649's own.
const transfer: EpcTransfer = {
  iban: "DE89 3704 0044 0532 0130 00",
  name: "Backstube Wiehre",
  amountMinor: 1230,
  currency: "EUR",
  reference: "RF18539007547034",
};

describe("the code that banking apps read", () => {
  test("has the eleven lines of EPC069-12, version 2", () => {
    expect(epcCode(transfer)).toBe(
      "BCD\n002\n1\nSCT\n\nBackstube Wiehre\nDE89370400440532013000\nEUR12.30\n\nRF18539007547034\n",
    );
    expect(epcCode(transfer)?.split("\n")).toHaveLength(11);
  });

  test.each([
    [1, "EUR0.01"],
    [5, "EUR0.05"],
    [100, "EUR1.00"],
    [123_456, "EUR1234.56"],
    [99_999_999_999, "EUR999999999.99"],
  ])("%i hundredths are %s", (amountMinor, text) => {
    expect(epcCode({ ...transfer, amountMinor })?.split("\n")[7]).toBe(text);
  });

  test("takes the references that orders get", async () => {
    await ready();
    for (let turn = 0; turn < 50; turn++) {
      const reference = newPaymentReference(transfer.iban);
      expect(epcCode({ ...transfer, reference })?.split("\n")[9]).toBe(reference);
    }
  });

  test("is none for what could not be paid by it", () => {
    const wrong: readonly Partial<EpcTransfer>[] = [
      { currency: "CHF" },
      { amountMinor: 0 },
      { amountMinor: -5 },
      { amountMinor: 12.5 },
      { amountMinor: 100_000_000_000 },
      { amountMinor: Number.NaN },
      { iban: "DE89370400440532013001" },
      { iban: "" },
      { iban: "DE89" },
      // A sound account where SEPA is not.
      { iban: "SA0380000000608010167519" },
      { name: "   " },
      { reference: "RF19539007547034" },
      { reference: "RF18" },
      { reference: "order 7, Lena Zimmermann" },
      { reference: "RF18539007547034\nhello" },
    ];
    for (const spoilt of wrong) expect(epcCode({ ...transfer, ...spoilt }), JSON.stringify(spoilt)).toBeNull();
  });

  test("a name is one line of at most 70 characters, and the whole fits the code's 331 bytes", () => {
    const named = (name: string): string => epcCode({ ...transfer, name }) ?? "";
    expect(named("Zwei\nZeilen\tund  mehr").split("\n")[5]).toBe("Zwei Zeilen und mehr");
    expect(named("ä".repeat(100)).split("\n")[5]).toBe("ä".repeat(70));
    for (const letter of ["a", "ß", "€", "𝕏"]) {
      const text = named(letter.repeat(500));
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(331);
      expect(text.split("\n")).toHaveLength(11);
      expect(text).not.toContain("\u{fffd}");
    }
  });
});

test("a city's bills bear the code that its banks read", () => {
  expect(transferCodeOf({ country: "CH", currency: "CHF" })).toBe("swiss");
  expect(transferCodeOf({ country: "LI", currency: "CHF" })).toBe("swiss");
  expect(transferCodeOf({ country: "DE", currency: "EUR" })).toBe("epc");
  expect(transferCodeOf({ country: "DK", currency: "DKK" })).toBeNull();
});
