import { expect, test } from "vitest";
import { formFrom, missingTexts } from "../../../client/stall/form-texts.ts";
import { emptyForm, emptyVariant } from "../../../client/stall/item-form.ts";
import { emptyPartyForm } from "../../../client/stall/party-form.ts";

const form = {
  ...emptyForm("i", "v", "reduced"),
  name: { fr: "Pain", en: "Bread" },
  summary: { fr: "Au levain", en: "  " },
  origin: { en: "Jussy" },
};

test("a text is missing where the first language says something and the other nothing", () => {
  expect(missingTexts(form, "fr", "fr")).toEqual([]);
  expect(missingTexts(form, "fr", "en")).toEqual(["summary"]);
  expect(missingTexts(form, "fr", "de")).toEqual(["name", "summary"]);
  const variants = [emptyVariant("v"), { ...emptyVariant("w"), name: { fr: "Grand" } }];
  expect(missingTexts({ ...form, variants }, "fr", "en")).toEqual(["summary", "variants"]);
});

test("a form that was kept is taken again only in the shape it has today", () => {
  const like = emptyForm("", "", "");
  expect(formFrom(JSON.parse(JSON.stringify(form)), like)).toEqual(form);
  const page = emptyPartyForm("2026-01-01");
  expect(formFrom(JSON.parse(JSON.stringify(page)), page)).toEqual(page);
  const { vat: _, ...older } = form;
  for (const kept of [
    null,
    "x",
    [],
    {},
    older,
    { ...form, name: "Pain" },
    { ...form, name: { fr: 7 } },
    { ...form, variants: {} },
    { ...form, variants: [{ id: "v" }] },
    { ...form, variants: [null] },
    { ...form, variants: Array.from({ length: 201 }, () => emptyVariant("v")) },
  ]) {
    expect(formFrom(kept, like)).toBeNull();
  }
});
