import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pagePolicy } from "../../server/pages/send-page.ts";
import { items, stated } from "../support/market-statements.ts";
import { readPage } from "../support/public-page.ts";
import { dairy, hostile, hostileItem, tomme, openPagesServer, type PagesServer } from "./pages/dairy.ts";

describe("what public pages say", () => {
  let open: PagesServer;
  beforeAll(async () => {
    open = await openPagesServer();
  });
  afterAll(() => open.stop());
  const get: PagesServer["get"] = (path, headers) => open.get(path, headers);
  const read: PagesServer["read"] = (path) => open.read(path);
  const itemPath: PagesServer["itemPath"] = (id, language) => open.itemPath(id, language);
  const stallPath: PagesServer["stallPath"] = (language) => open.stallPath(language);

  test("an item's page says what it is, what it costs and how that is known, whose it is and who vouches for it", async () => {
    const page = await read(itemPath(tomme.id));
    expect(page.all("html")[0]?.attributes["lang"]).toBe("fr");
    expect(page.all("h1").map(({ text }) => text)).toEqual(["Tomme fermière"]);
    const text = page.text.replaceAll(/[\u00a0\u202f]/g, " ");
    for (const said of [
      "Neuf semaines de cave.",
      "7.80 CHF 850 g · 9.18/kg",
      "TVA 2,6 % comprise",
      "Ferme <des> Trois Noyers",
      "Contient lait",
      "Traces possibles fruits à coque",
      "Sans gluten",
      "Non déclaré crustacés",
      "Saison avril et mai",
      "Origine Jussy",
      "Accordé par",
      "Retiré sans frais, Chemin des Noyers 4, Jussy",
    ]) {
      expect(text).toContain(said);
    }
    // A label that no steward granted is no label.
    expect(text).not.toContain("not-granted");
  });

  test("a stall's page says who it is, where, when, how orders are taken, and what it offers", async () => {
    const page = await read(stallPath());
    const text = page.text.replaceAll(/[\u00a0\u202f]/g, " ");
    for (const said of [
      "Ferme <des> Trois Noyers",
      "fromagerie à Jussy",
      "Les vaches sont venues pour l’ombre.",
      "Chemin des Noyers 4 1254 Jussy",
      "+41 22 555 01 74",
      "mercredi 15 h – 18 h 30",
      "lundi fermé",
      "Minimum 15.00 CHF.",
      "Payé à la remise (espèces)",
      "Tomme fermière",
    ]) {
      expect(text).toContain(said);
    }
  });

  test("every language has its own address, and each page names all of them", async () => {
    const german = await read(itemPath(tomme.id, "de"));
    expect(german.all("html")[0]?.attributes["lang"]).toBe("de");
    expect(german.all("h1")[0]?.text).toBe("Hoftomme");
    expect(german.text).toContain("Allergene");
    const links = german.all("link").map(({ attributes }) => attributes);
    expect(links.find(({ rel }) => rel === "canonical")?.["href"]).toBe(
      `https://market.example${itemPath(tomme.id, "de")}`,
    );
    expect(links.filter(({ rel }) => rel === "alternate").map(({ hreflang, href }) => `${hreflang} ${href}`)).toEqual(
      ["fr", "en", "de", "it", "x-default"].map(
        (code) => `${code} https://market.example${itemPath(tomme.id, code === "x-default" ? "fr" : code)}`,
      ),
    );
    // What is only there in French is marked as French.
    const english = await read(itemPath(tomme.id, "en"));
    expect(english.all("h1")[0]).toEqual({ attributes: { lang: "fr" }, text: "Tomme fermière" });
  });

  test("a shared link shows a title, a sentence, a price and a raster picture", async () => {
    const page = await read(itemPath(tomme.id));
    expect(page.meta("og:title")).toBe("Tomme fermière, Ferme <des> Trois Noyers");
    expect(page.meta("og:description")).toBe("Neuf semaines de cave.");
    expect(page.meta("og:url")).toBe(`https://market.example${itemPath(tomme.id)}`);
    expect(page.meta("og:image")).toBe("https://market.example/art/cards/cheese-wedge-rose.jpg");
    expect(page.meta("og:image:width")).toBe("1200");
    expect(page.meta("og:locale")).toBe("fr_CH");
    expect(page.meta("product:price:amount")).toBe("7.80");
    expect(page.meta("twitter:card")).toBe("summary_large_image");
    const lessonPage = await read(itemPath("lecon"));
    expect(lessonPage.meta("og:image")).toBe("https://market.example/icon-512.png");
  });

  test("a name that is markup is read as a name, and no script runs that data brought", async () => {
    for (const path of [
      itemPath("hostile"),
      stallPath(),
      "/p/fr/category/food.dairy.cheese",
      "/p/fr/stalls",
      "/p/fr",
    ]) {
      const answer = await get(path);
      expect(answer.headers.get("content-security-policy")).toBe(pagePolicy);
      const page = readPage(await answer.text());
      expect(page.all("script").every(({ attributes }) => attributes["type"] === "application/ld+json")).toBe(true);
      expect(page.all("img").filter(({ attributes }) => attributes["src"] === "x")).toEqual([]);
      const attributes = page.all("*").flatMap((element) => Object.keys(element.attributes));
      expect(attributes.length).toBeGreaterThan(50);
      expect(attributes.filter((name) => /^(on|style$|srcdoc$)/.test(name))).toEqual([]);
      expect(page.data.length).toBeGreaterThan(0);
    }
    const page = await read(itemPath("hostile"));
    expect(page.all("h1")[0]?.text).toBe(hostileItem.name["fr"]);
    expect(page.data[0]).toMatchObject({ name: hostileItem.name["fr"], description: hostile });
    expect(pagePolicy).not.toMatch(/script-src|unsafe|https?:|\*/);
    expect(pagePolicy).toContain("default-src 'none'");
  });

  test("availability, a holiday and a suspension are shown as they are", async () => {
    await open.market.send(
      stated(open.party, "stock", { levels: { [`${tomme.id}/demi`]: 0, [`${tomme.id}/piece`]: 3 } }, { subject: "a" }),
    );
    const some = await read(itemPath(tomme.id));
    expect(some.text).toContain("Il en reste 3");
    expect(some.text).toContain("Plus rien aujourd’hui");
    const offers = some.data[0]?.["offers"] as readonly { readonly availability: string }[];
    expect(offers.map(({ availability }) => availability)).toEqual([
      "https://schema.org/OutOfStock",
      "https://schema.org/LimitedAvailability",
    ]);

    const dayIn = (days: number): string => new Date(open.server.now() + days * 86_400_000).toISOString().slice(0, 10);
    const holidays = [{ from: dayIn(-1), until: dayIn(5) }];
    await open.publish({ ...dairy, ordering: { ...dairy.ordering!, holidays } });
    expect((await read(itemPath(tomme.id))).text).toContain("Pas de commande jusqu’au");
    const closed = (await read(stallPath())).text;
    expect(closed).toContain("Pas de commande jusqu’au");
    await open.publish({
      ...dairy,
      ordering: { ...dairy.ordering!, holidays: [{ from: dayIn(-9), until: dayIn(-2) }] },
    });
    expect((await read(stallPath())).text).not.toContain("Pas de commande");

    const judge = (status: "accredited" | "suspended", revision: number) =>
      open.market.send(
        stated(
          open.market.steward,
          "accreditation",
          { status, labels: ["terre-d-ici"], keyCompared: true },
          { subject: open.party.name, revision, issuedOn: `2026-01-0${revision}` },
        ),
      );
    await judge("suspended", 3);
    for (const path of [itemPath(tomme.id), stallPath()]) expect((await get(path)).status).toBe(404);
    expect((await read("/p/fr/category/food.dairy.cheese")).text).not.toContain("Tomme fermière");
    await judge("accredited", 4);
    expect((await get(itemPath(tomme.id))).status).toBe(200);
  });

  test("a party that no steward has accredited has no page and is in no list", async () => {
    const stranger = await open.market.newParty("Étal inconnu", false);
    await open.market.send(
      stated(stranger, "shelf", { name: { fr: "x" }, items: items(1, "Secret") }, { subject: "a" }),
    );
    open.server.turnClock(1);
    expect((await get(`/p/fr/stall/${stranger.name}`)).status).toBe(404);
    expect((await get(`/p/fr/item/${stranger.name}/item-0`)).status).toBe(404);
    const maps = await (await get("/sitemap/fr/1.xml")).text();
    expect(maps).toContain(open.party.name);
    expect(maps).not.toContain(stranger.name);
    expect((await read("/p/fr/stalls")).text).not.toContain("inconnu");
  });

  test.each([
    "/p/xx",
    "/p/fr/nothing",
    "/p/fr/category/food.nothing",
    "/p/fr/category/..%2f..%2fetc",
    "/p/fr/stall/AAAA",
    `/p/fr/stall/${"A".repeat(43)}`,
    `/p/fr/stall/${"A".repeat(5000)}`,
    "/p/fr/item/%00/%00",
    "/p/fr/stalls?page=2",
    "/p/fr/stalls?page=-1",
    "/p/fr/stalls?page=99999999999999999999",
    "/p/fr/stalls?page=one",
    "/p/FR",
    "/p/fr/",
    "/P/fr",
  ])("%s is a page that says there is none", async (path) => {
    const answer = await get(path);
    // Addresses are told apart to the letter: what is no page of ours is the market's to say.
    if (path === "/P/fr") return expect(await answer.text()).toContain("shop");
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-security-policy")).toBe(pagePolicy);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const page = readPage(await answer.text());
    expect(page.meta("robots")).toBe("noindex");
    expect(page.all("h1")[0]?.text).toBe("Cette page n’existe pas.");
  });
});
