import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wordListOf } from "../../client/core/words/words.ts";
import { allLocales, languageNames } from "../../client/locales/languages.ts";
import { geneva } from "../../instances/geneva/instance.ts";
import { type BusyMarket, openBusyMarket } from "../support/busy-market.ts";
import { lookAt, type Place, visit } from "../support/looking.ts";
import { launchBrowser, newDevice } from "../support/people.ts";
import { pseudo, speakPseudo } from "../support/pseudo-language.ts";
import { read } from "../support/reading.ts";
import * as customer from "./people/customer.ts";
import { deskPlaces } from "./people/seat.ts";
import { type Desk, desksOf, type Say, shopPlaces } from "./places.ts";

// Every page and every place of a desk, with what can be opened on it. On a phone and on a wide screen, by day and in the
// evening: axe finds nothing, nothing sticks out sideways, and Tab reaches everything, in sight. On a phone, in a language
// that is longer than any: nothing is cut off, and nothing is said that was never a message.

let market: BusyMarket;

beforeAll(async () => {
  market = await openBusyMarket();
});
afterAll(async () => {
  await market?.close();
});

/**
 * Looks with the page of a device on which somebody has come in with their code. Each device is a browser of its own: of
 * several pages in one, the browser leaves some undrawn, and those never come to rest.
 */
async function signedIn(code: string, work: (page: Page) => Promise<void>): Promise<void> {
  const browser = await launchBrowser();
  try {
    const { page } = await newDevice(browser, market.origin, { bypassCSP: true, withoutWorker: true });
    await page.goto("/me");
    await customer.signInWithCode(page, code);
    await page.getByRole("button", { name: "Sortir de cet appareil" }).waitFor();
    await work(page);
  } finally {
    await browser.close();
  }
}

const inFrench = (text: string): string => text;
const desks: readonly Desk[] = ["producer", "courier", "steward", "point"];

/** All places of a desk: those of its navigation, and those behind them. */
function placesOf(desk: Desk, say = inFrench): readonly Place[] {
  const { base, places, further } = desksOf(market, say)[desk];
  return [...places.map((place) => ({ path: base + place, heading: "" })), ...further];
}

test("no page of the client is forgotten here", () => {
  const shell = readFileSync(new URL("../../client/shell/pages.ts", import.meta.url), "utf8");
  const paths = [...shell.matchAll(/^ {4}path: "([^"]+)"/gm)].map(([, path]) => path);
  expect(Object.keys(shopPlaces(market, inFrench))).toEqual([...paths, "/nowhere"]);
  const kinds = [...shell.matchAll(/^ {2}\.\.\.deskPages\("(\w+)"/gm)].map(([, kind]) => kind);
  expect(new Set(kinds)).toEqual(new Set(Object.values(desksOf(market, inFrench)).map(({ kind }) => kind)));
});

/** Words that are nobody's message: what the city's files say, what people wrote here, and what `Intl` puts in words. */
function knownWords(): ReadonlySet<string> {
  const texts = ["support/small-market", "support/busy-market", "client/core/support/orders", "flows/places"].flatMap(
    (file) => readFileSync(new URL(`../${file}.ts`, import.meta.url), "utf8").match(/"[^"\n]*"/g) ?? [],
  );
  const map = readFileSync(new URL("../../instances/geneva/map.json", import.meta.url), "utf8");
  const days = Array.from({ length: 366 }, (_, day) => new Date(2026, 0, 1 + day)).flatMap((date) =>
    (["long", "short"] as const).map((style) =>
      date.toLocaleDateString("de-CH", { weekday: style, month: style, day: "numeric" }),
    ),
  );
  const francs = new Intl.NumberFormat("de-CH", { style: "currency", currency: "CHF", currencyDisplay: "name" });
  const units = ["hour", "minute", "gram", "kilogram", "megabyte"].map((unit) =>
    new Intl.NumberFormat("de-CH", { style: "unit", unit, unitDisplay: "short" }).format(5),
  );
  const languages = allLocales.map((one) => new Intl.DisplayNames("de", { type: "language" }).of(one) ?? "");
  const names = [...languages, ...Object.values(languageNames), "IBAN", market.origin, JSON.stringify(geneva), map];
  const said = [...texts, ...days, ...units, ...names, francs.format(5), ...wordListOf(geneva.words)];
  return new Set(said.flatMap((text) => text.match(/\p{L}{2,}/gu) ?? []).map((word) => word.toLowerCase()));
}

/** Goes to each place in the pseudo-language; one line for each message that is cut, and each word that was none. */
async function readAt(page: Page, places: readonly Place[]): Promise<string[]> {
  await page.setViewportSize({ width: 390, height: 844 });
  await speakPseudo(page.context());
  await page.evaluate(() => localStorage.setItem("sp-language", "de"));
  await page.reload();
  const known = knownWords();
  const found: string[] = [];
  for (const place of places) {
    const reading = await visit(page, place, true).then(
      () => read(page),
      (thrown: Error) => ({ cut: [thrown.message], bare: [] }),
    );
    const unknown = reading.bare.filter((text) =>
      (text.match(/\p{L}{2,}/gu) ?? []).some((word) => !known.has(word.toLowerCase())),
    );
    found.push(
      ...reading.cut.map((text) => `${place.path}, cut off: ${text}`),
      ...unknown.map((text) => `${place.path}, no message: ${text}`),
    );
  }
  return found;
}

// Side by side: each is a device of its own, and much of the time goes by in waiting for pages. Who has come in looks and
// reads on the same device: coming in takes as long as looking at several pages.
describe.concurrent("nothing is found, nothing cut off", { timeout: 600_000 }, () => {
  test("on any page of whoever buys", async ({ expect }) => {
    const placesIn = (say: Say): readonly Place[] => Object.values(shopPlaces(market, say)).flat();
    await signedIn(market.customerCode, async (page) => {
      expect.soft(await lookAt(page, placesIn(inFrench))).toEqual([]);
      expect.soft(await readAt(page, placesIn(pseudo))).toEqual([]);
    });
  });

  test.for(desks)("at any place of a %s's desk", async (desk, { expect }) => {
    const { base, places } = desksOf(market, inFrench)[desk];
    await signedIn(market.keeperCodes[desk], async (page) => {
      await page.goto(base);
      const links = deskPlaces(page).getByRole("link");
      await links.first().waitFor();
      const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      expect.soft(hrefs.filter((href) => href?.startsWith(base))).toEqual(places.map((place) => base + place));
      expect.soft(await lookAt(page, placesOf(desk))).toEqual([]);
      expect.soft(await readAt(page, placesOf(desk, pseudo))).toEqual([]);
    });
  });
});
