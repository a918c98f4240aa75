import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Item, Party } from "../../crypto/protocol/exports.ts";
import { geneva } from "../../instances/geneva/instance.ts";
import { pagePolicy } from "../../server/pages/send-page.ts";
import { type Founded, foundInstance, items, partyBody, type Signer, stated } from "../support/market-statements.ts";
import { readPage } from "../support/public-page.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const hostile = `<img src=x onerror="document.title='taken'"></script><script>alert(1)</script>`;

const dairy: Party = {
  ...partyBody("Ferme <des> Trois Noyers"),
  trade: { fr: "fromagerie à Jussy", de: "Käserei in Jussy" },
  story: { fr: "On a repris les noyers avant les vaches.\n\nLes vaches sont venues pour l’ombre." },
  category: "food/dairy",
  place: { street: "Chemin des Noyers 4", postcode: "1254", town: "Jussy", lat: 46.23, lon: 6.26 },
  phone: "+41225550174",
  vatRegistered: true,
  hours: [{ weekday: 3, from: "15:00", to: "18:30" }],
  ordering: {
    acceptWithinHours: 24,
    leadHours: 12,
    minimumMinor: 1500,
    collection: [{ weekday: 6, from: "08:00", to: "13:00" }],
    couriers: [],
    payments: [{ method: "at-handover", means: ["cash"] }],
  },
};

const tomme: Item = {
  id: "tomme-0.4kg",
  kind: "good",
  name: { fr: "Tomme fermière", de: "Hoftomme" },
  summary: { fr: "Neuf semaines de cave." },
  category: "food/dairy/cheese",
  variants: [
    { id: "demi", name: { fr: "Demi" }, priceMinor: 780, content: { quantity: 850_000, unit: "g" } },
    {
      id: "piece",
      name: { fr: "Pièce" },
      priceMinor: 1120,
      weighed: { pricePerKgMinor: 2800, gramsMin: 360, gramsEstimate: 400, gramsMax: 460 },
      deposit: { container: "jar-500g", amountMinor: 50 },
      gtin: "7612345678900",
    },
  ],
  vat: "reduced",
  labels: ["terre-d-ici", "lait-cru", "not-granted"],
  allergens: { milk: "yes", nuts: "traces", gluten: "no" },
  season: [4, 5],
  origin: { fr: "Jussy" },
};

const hostileItem: Item = {
  id: "hostile",
  kind: "good",
  name: { fr: hostile.slice(0, 120) },
  description: { fr: hostile },
  category: "food/dairy/cheese",
  variants: [{ id: "a", name: { fr: hostile.slice(0, 80) }, priceMinor: 100, sku: "</script><b>" }],
  vat: "reduced",
};

const lesson: Item = {
  id: "lecon",
  kind: "service",
  name: { fr: "Fabriquer sa tomme" },
  category: "services",
  variants: [{ id: "a", priceMinor: 6000 }],
  vat: "standard",
  service: { durationMinutes: 90, place: "ours" },
};

describe("public pages", () => {
  let server: TestServer;
  let clientDir: string;
  let market: Founded;
  let party: Signer;
  let revision = 1;

  beforeAll(async () => {
    clientDir = mkdtempSync(join(tmpdir(), "smartketplace-client-"));
    mkdirSync(join(clientDir, "assets"));
    mkdirSync(join(clientDir, "art", "cards"), { recursive: true });
    writeFileSync(join(clientDir, "index.html"), "<!doctype html><title>shop</title>");
    writeFileSync(join(clientDir, "assets", "pages-B4xK9aQz.css"), "body { color: black }");
    writeFileSync(join(clientDir, "art", "cards", "cheese-wedge-rose.jpg"), "a picture");
    server = await startTestServer("embedded", { CLIENT_DIR: clientDir, ORIGIN: "https://market.example" });
    market = await foundInstance(server);
    party = await market.newParty("Ferme");
    await publish("party", dairy);
    await market.send(
      stated(party, "shelf", { name: { fr: "Tout" }, items: [tomme, hostileItem, lesson] }, { subject: "a" }),
    );
    const labels = ["terre-d-ici", "lait-cru"];
    const judgement = { status: "accredited" as const, labels, keyCompared: true };
    await market.send(stated(market.steward, "accreditation", judgement, { subject: party.name, revision: 2 }));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(clientDir, { recursive: true, force: true });
  });

  const publish = async (type: "party", body: Party) => {
    revision += 1;
    const answer = await market.send(stated(party, type, body, { revision }));
    expect(answer.status).toBe(201);
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers: { accept: "text/html,*/*;q=0.8", ...headers }, redirect: "manual" });
  const read = async (path: string) => readPage(await (await get(path)).text());
  const itemPath = (id: string, language = "fr") => `/p/${language}/item/${party.name}/${id}`;
  const stallPath = (language = "fr") => `/p/${language}/stall/${party.name}`;

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

  test("without a language in the address, the browser's is taken; there is no cookie", async () => {
    const answer = await get("/p", { "accept-language": "it-CH,it;q=0.9,fr;q=0.5" });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/p/it"]);
    expect(answer.headers.get("vary")).toContain("Accept-Language");
    expect((await get("/p", { "accept-language": "xx" })).headers.get("location")).toBe("/p/fr");
    for (const path of ["/p", "/p/fr", itemPath(tomme.id)]) {
      expect((await get(path)).headers.get("set-cookie")).toBeNull();
    }
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
    await market.send(
      stated(party, "stock", { levels: { [`${tomme.id}/demi`]: 0, [`${tomme.id}/piece`]: 3 } }, { subject: "a" }),
    );
    const some = await read(itemPath(tomme.id));
    expect(some.text).toContain("Il en reste 3");
    expect(some.text).toContain("Plus rien aujourd’hui");
    const offers = some.data[0]?.["offers"] as readonly { readonly availability: string }[];
    expect(offers.map(({ availability }) => availability)).toEqual([
      "https://schema.org/OutOfStock",
      "https://schema.org/LimitedAvailability",
    ]);

    const dayIn = (days: number): string => new Date(server.now() + days * 86_400_000).toISOString().slice(0, 10);
    const holidays = [{ from: dayIn(-1), until: dayIn(5) }];
    await publish("party", { ...dairy, ordering: { ...dairy.ordering!, holidays } });
    expect((await read(itemPath(tomme.id))).text).toContain("Pas de commande jusqu’au");
    const closed = (await read(stallPath())).text;
    expect(closed).toContain("Pas de commande jusqu’au");
    await publish("party", {
      ...dairy,
      ordering: { ...dairy.ordering!, holidays: [{ from: dayIn(-9), until: dayIn(-2) }] },
    });
    expect((await read(stallPath())).text).not.toContain("Pas de commande");

    const judge = (status: "accredited" | "suspended", revision: number) =>
      market.send(
        stated(
          market.steward,
          "accreditation",
          { status, labels: ["terre-d-ici"], keyCompared: true },
          { subject: party.name, revision, issuedOn: `2026-01-0${revision}` },
        ),
      );
    await judge("suspended", 3);
    for (const path of [itemPath(tomme.id), stallPath()]) expect((await get(path)).status).toBe(404);
    expect((await read("/p/fr/category/food.dairy.cheese")).text).not.toContain("Tomme fermière");
    await judge("accredited", 4);
    expect((await get(itemPath(tomme.id))).status).toBe(200);
  });

  test("a party that no steward has accredited has no page and is in no list", async () => {
    const stranger = await market.newParty("Étal inconnu", false);
    await market.send(stated(stranger, "shelf", { name: { fr: "x" }, items: items(1, "Secret") }, { subject: "a" }));
    server.turnClock(1);
    expect((await get(`/p/fr/stall/${stranger.name}`)).status).toBe(404);
    expect((await get(`/p/fr/item/${stranger.name}/item-0`)).status).toBe(404);
    const maps = await (await get("/sitemap/fr/1.xml")).text();
    expect(maps).toContain(party.name);
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

  test("what strangers write behind an address is left out of everything", async () => {
    const answer = await get(`${itemPath(tomme.id)}?utm_source=x&fbclid=<b>&page=zz`);
    expect(answer.status).toBe(200);
    const page = readPage(await answer.text());
    expect(page.all("link").find(({ attributes }) => attributes["rel"] === "canonical")?.attributes["href"]).toBe(
      `https://market.example${itemPath(tomme.id)}`,
    );
  });

  test("a page is compressed, kept for five minutes, and not sent twice", async () => {
    const path = itemPath(tomme.id);
    const plain = Buffer.from(await (await get(path, { "accept-encoding": "identity" })).arrayBuffer());
    const raw = async (encoding: string) => {
      const { body, headers } = await rawGet(server.url + path, encoding);
      expect(headers["content-encoding"]).toBe(encoding);
      expect(headers["vary"]).toContain("Accept-Encoding");
      return body;
    };
    expect(brotliDecompressSync(await raw("br")).equals(plain)).toBe(true);
    expect(gunzipSync(await raw("gzip")).equals(plain)).toBe(true);
    const first = await get(path);
    expect(first.headers.get("cache-control")).toBe("public, max-age=300");
    const again = await get(path, { "if-none-match": first.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const head = await fetch(server.url + path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("a long list is cut into parts that lead to each other, and each thing is in one of them", async () => {
    const many = await market.newParty("Grand étal");
    await market.send(stated(many, "shelf", { name: { fr: "x" }, items: items(150) }, { subject: "a" }));
    const found: string[] = [];
    let path: string | undefined = `/p/fr/stall/${many.name}`;
    for (let parts = 0; path !== undefined && parts < 10; parts++) {
      const page = await read(path);
      const hrefs = page.all("a").map(({ attributes }) => attributes["href"] ?? "");
      found.push(...new Set(hrefs.filter((href) => href.startsWith("/p/fr/item/"))));
      path = page.all("link").find(({ attributes }) => attributes["rel"] === "next")?.attributes["href"];
    }
    expect(new Set(found).size).toBe(150);
    expect(found.length).toBe(150);
  });

  test("the site map names every page worth finding, with the day of its last change", async () => {
    server.turnClock(1);
    const index = await (await get("/sitemap.xml")).text();
    expect([...index.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc)).toEqual(
      ["fr", "en", "de", "it"].map((code) => `https://market.example/sitemap/${code}/1.xml`),
    );
    const answer = await get("/sitemap/de/1.xml");
    expect(answer.headers.get("content-type")).toBe("application/xml; charset=utf-8");
    const part = await answer.text();
    expect(part).toContain(
      `<url><loc>https://market.example${stallPath("de")}</loc><lastmod>2026-01-02</lastmod></url>`,
    );
    expect(part).toContain(`<loc>https://market.example${itemPath(tomme.id, "de")}</loc>`);
    expect(part).toContain("<loc>https://market.example/p/de/category/food.dairy</loc>");
    for (const path of ["/sitemap/de/2.xml", "/sitemap/de/0.xml", "/sitemap/xx/1.xml", "/sitemap/de/1"]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
    const robots = await (await get("/robots.txt")).text();
    expect(robots).toContain("Sitemap: https://market.example/sitemap.xml");
    expect(robots).toContain("Disallow: /relay/");
    expect(robots).not.toMatch(/^Disallow: \/me$/m);
  });

  test("whoever follows the links from the front reaches every page of the site map, and no page that is missing", async () => {
    const wide = await market.newParty("Un peu de tout");
    const paths = geneva.categories.map(({ path }) => path);
    const spread = items(paths.length).map((item, index) => ({ ...item, category: paths[index] ?? "food" }));
    await market.send(stated(wide, "shelf", { name: { fr: "x" }, items: spread }, { subject: "a" }));
    server.turnClock(1);
    const map = await (await get("/sitemap/fr/1.xml")).text();
    const mapped = [...map.matchAll(/<loc>https:\/\/market\.example([^<]*)<\/loc>/g)].map(([, path = ""]) => path);
    const seen = new Set(["/p/fr"]);
    for (const path of seen) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      for (const { attributes } of readPage(await answer.text()).all("a")) {
        if (attributes["href"]?.startsWith("/p/fr")) seen.add(attributes["href"]);
      }
    }
    expect(mapped.length).toBeGreaterThan(paths.length * 2);
    expect(mapped.filter((path) => !seen.has(path))).toEqual([]);
  });

  test("the market's own address is the same file for everyone, and names the page to search engines", async () => {
    const path = `/item/${party.name}/${tomme.id}`;
    const shell = await get(path);
    expect(await shell.text()).toBe("<!doctype html><title>shop</title>");
    expect(shell.headers.get("link")).toBe(`<https://market.example${itemPath(tomme.id)}>; rel="canonical"`);
    expect((await get(`/item/${party.name}/gone`)).headers.get("link")).toBeNull();
    // Programs that draw previews ask for no HTML in particular.
    const preview = await get(path, { accept: "*/*", "accept-language": "de" });
    expect([preview.status, preview.headers.get("location")]).toEqual([302, itemPath(tomme.id, "de")]);
    expect((await get(`/item/${party.name}/gone`, { accept: "*/*" })).status).toBe(404);
  });

  test("without scripts, every address of the market leads to a page that can be read", async () => {
    const to = async (path: string) => (await get(`${path}?noscript`)).headers.get("location");
    expect(await to(`/item/${party.name}/${tomme.id}`)).toBe(`${itemPath(tomme.id)}?noscript`);
    expect(await to(`/stall/${party.name}`)).toBe(`${stallPath()}?noscript`);
    expect(await to("/")).toBe("/p/fr?noscript");
    expect(await to("/basket")).toBe("/p?noscript");
    expect(await to("/p")).toBe("/p/fr?noscript");
  });

  test("whoever asks for too many is told so on a page", async () => {
    await server.restart({ PAGES_PER_MINUTE: "3" });
    for (let count = 0; count < 3; count++) expect((await get("/p/fr")).status).toBe(200);
    const refused = await get("/p/en/stalls");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(readPage(await refused.text()).all("h1")[0]?.text).toBe("Too many pages at once.");
    await server.restart();
  });

  test("nothing of a page is logged but its route", () => {
    expect(server.log()).toContain('"route":"itemPage"');
    expect(server.log()).not.toContain(tomme.id);
    expect(server.log()).not.toContain("/p/fr");
  });
});

/** An answer as it came, before anything is decompressed. */
async function rawGet(
  url: string,
  encoding: string,
): Promise<{ body: Buffer; headers: NodeJS.Dict<string | string[]> }> {
  const { get } = await import("node:http");
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": encoding } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve({ body: Buffer.concat(chunks), headers: answer.headers }));
    }).on("error", reject);
  });
}
