import { str } from "@lit/localize";
import { html } from "lit";
import { expect, test } from "vitest";
import { inSwissSpelling, isSwissGerman } from "../../../client/locales/swiss-spelling.ts";

test("in Swiss German no text has an ß or German quotation marks, whatever it is put into, and values stay as they are", () => {
  const name = "„Groß“";
  const { plain, within, marked } = inSwissSpelling<unknown>({
    plain: "Straße, „schließen“",
    within: str`Größe ${name}`,
    marked: html`<b>heißt</b> ${name}`,
  }) as { plain: string; within: ReturnType<typeof str>; marked: ReturnType<typeof html> };
  expect(plain).toBe("Strasse, «schliessen»");
  expect([[...within.strings], within.values]).toEqual([["Grösse ", ""], [name]]);
  expect([[...marked.strings], marked.values]).toEqual([["<b>heisst</b> ", ""], [name]]);
  expect(marked.strings.raw[0]).toBe("<b>heisst</b> ");
});

test("German alone is written so, and in Switzerland and Liechtenstein alone", () => {
  const asked = ["de", "en", "fr", "it"].map((locale) =>
    ["CH", "LI", "DE", "AT"].map((one) => isSwissGerman(locale, one)),
  );
  const never = [false, false, false, false];
  expect(asked).toEqual([[true, true, false, false], never, never, never]);
});
