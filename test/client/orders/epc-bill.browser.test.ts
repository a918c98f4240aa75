import { html, render } from "lit";
import { afterEach, expect, test, vi } from "vitest";
import "../../../client/orders/epc-bill.ts";

// IBAN of the registry's example, reference of ISO 11649's.
const bill = {
  iban: "DE89370400440532013000",
  creditor: {
    name: "Backstube Wiehre",
    street: "Günterstalstraße",
    buildingNumber: "40",
    postcode: "79102",
    town: "Freiburg im Breisgau",
    country: "DE",
  },
  amountMinor: 1230,
  currency: "EUR",
  reference: "RF18539007547034",
  dueOn: "2026-12-10",
};

const place = document.body.appendChild(document.createElement("main"));
afterEach(() => render(html``, place));

async function show(shown: typeof bill): Promise<string> {
  render(html`<sp-epc-bill .bill=${shown}></sp-epc-bill>`, place);
  await vi.waitFor(() => expect(place.querySelector("figure")).not.toBeNull(), 5000);
  return place.querySelector("figure")?.textContent ?? "";
}

/** How much of the code is dark: about half of one that was drawn, nothing of one that was not. */
function darkShare(): number {
  const canvas = place.querySelector("canvas");
  const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8Array();
  let dark = 0;
  for (let index = 0; index < pixels.length; index += 4) if ((pixels[index] ?? 255) < 64) dark += 1;
  return dark / (pixels.length / 4);
}

test("account, amount and reference are there to be read, and the code is drawn", async () => {
  const text = await show(bill);
  for (const said of ["DE89 3704 0044 0532 0130 00", "RF18 5390 0754 7034", "Backstube Wiehre", "12"]) {
    expect(text).toContain(said);
  }
  await vi.waitFor(() => expect(darkShare()).toBeGreaterThan(0.3));
  expect(darkShare()).toBeLessThan(0.7);
});

test("a creditor's name is a name, whatever it looks like", async () => {
  const name = "<img src=x onerror=alert(1)>&amp;";
  expect(await show({ ...bill, creditor: { ...bill.creditor, name } })).toContain(name);
  expect(place.querySelector("img")).toBeNull();
});

test("what no code can say is still there to be paid by hand, without a code", async () => {
  for (const spoilt of [{ iban: "SA0380000000608010167519" }, { currency: "CHF" }, { reference: "RF19539007547034" }]) {
    expect(await show({ ...bill, ...spoilt })).toContain("Backstube Wiehre");
    expect(place.querySelector("canvas")).toBeNull();
    render(html``, place);
  }
});
