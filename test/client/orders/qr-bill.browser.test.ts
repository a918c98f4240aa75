import { html, render } from "lit";
import { afterEach, expect, test, vi } from "vitest";
import "../../../client/orders/qr-bill.ts";

// IBAN and reference from the examples of ISO 13616 and ISO 11649.
const bill = {
  iban: "CH9300762011623852957",
  creditor: {
    name: "Ferme des Trois Noyers",
    street: "Chemin des Noyers",
    buildingNumber: "4",
    postcode: "1254",
    town: "Jussy",
    country: "CH",
  },
  amountMinor: 3520,
  currency: "CHF",
  reference: "RF18539007547034",
  dueOn: "2026-12-04",
};

const place = document.body.appendChild(document.createElement("main"));
afterEach(() => render(html``, place));

async function show(shown: typeof bill): Promise<void> {
  render(html`<sp-qr-bill .bill=${shown}></sp-qr-bill>`, place);
  await vi.waitFor(() => expect(place.querySelector("svg.qr, .note")).not.toBeNull(), 5000);
}

/** The texts of the slip, each a line of its own. */
const slipTexts = (): string[] => [...place.querySelectorAll(".bill-slip tspan")].map((span) => span.textContent);

test("the payment part is on screen, the whole slip is there for paper, and both say the same", async () => {
  await show(bill);
  expect(place.querySelector("figure")?.getAttribute("aria-label")).toContain("Ferme des Trois Noyers");
  expect(place.querySelectorAll("svg.qr rect").length).toBeGreaterThan(500);
  for (const text of ["CH93 0076 2011 6238 5295 7", "RF18 5390 0754 7034", "35.20"]) {
    expect(place.querySelector("figure")?.textContent).toContain(text);
    expect(slipTexts()).toContain(text);
  }
  expect(place.querySelector(".bill-slip svg")?.getAttribute("width")).toBe("210mm");
});

test("a creditor's name is a name, whatever it looks like", async () => {
  const name = "<img src=x onerror=alert(1)>&amp;";
  await show({ ...bill, creditor: { ...bill.creditor, name } });
  expect(place.querySelector("img")).toBeNull();
  expect(place.querySelector("figure")?.textContent).toContain(name);
  expect(slipTexts().join("")).toContain("<img src=x");
});

test("the receipt's corners stand below the words above them", async () => {
  await show(bill);
  const corners = place.querySelector('.bill-slip svg[width="52mm"]');
  // Title 7 mm, six lines of 9 pt and two gaps of 9 pt below the top of 5 mm; the corners are 20 mm high and end by 63 mm.
  const top = Number.parseFloat(corners?.getAttribute("y") ?? "0");
  expect(top).toBeGreaterThan(40);
  expect(top + 20).toBeLessThan(68);
});

test("an account that the reference cannot go with: no code, and still what one needs to pay", async () => {
  // 30000–31999 is reserved for QR-IBANs, which want a QR reference.
  await show({ ...bill, iban: "CH4431999123000889012" });
  expect(place.querySelector("svg.qr")).toBeNull();
  expect(place.querySelector(".note")?.textContent).toContain("suffisent pour payer");
  expect(place.querySelector("figure")?.textContent).toContain("CH44 3199 9123 0008 8901 2");
});
