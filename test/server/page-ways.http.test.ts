import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { geneva } from "../../instances/geneva/instance.ts";
import { successionProof } from "../../crypto/protocol/succession.ts";
import { items, newSigner, partyBody, stated } from "../support/market-statements.ts";
import { readPage } from "../support/public-page.ts";
import { tomme, openPagesServer, type PagesServer } from "./pages/dairy.ts";

describe("the ways to public pages", () => {
  let open: PagesServer;
  beforeAll(async () => {
    open = await openPagesServer();
  });
  afterAll(() => open.stop());
  const get: PagesServer["get"] = (path, headers) => open.get(path, headers);
  const read: PagesServer["read"] = (path) => open.read(path);
  const itemPath: PagesServer["itemPath"] = (id, language) => open.itemPath(id, language);
  const stallPath: PagesServer["stallPath"] = (language) => open.stallPath(language);

  test("without a language in the address, the browser's is taken; there is no cookie", async () => {
    const answer = await get("/p", { "accept-language": "it-CH,it;q=0.9,fr;q=0.5" });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/p/it"]);
    expect(answer.headers.get("vary")).toContain("Accept-Language");
    expect((await get("/p", { "accept-language": "xx" })).headers.get("location")).toBe("/p/fr");
    for (const path of ["/p", "/p/fr", itemPath(tomme.id)]) {
      expect((await get(path)).headers.get("set-cookie")).toBeNull();
    }
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
      const { body, headers } = await rawGet(open.server.url + path, encoding);
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
    const head = await fetch(open.server.url + path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("a long list is cut into parts that lead to each other, and each thing is in one of them", async () => {
    const many = await open.market.newParty("Grand étal");
    await open.market.send(stated(many, "shelf", { name: { fr: "x" }, items: items(150) }, { subject: "a" }));
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
    open.server.turnClock(1);
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
    const wide = await open.market.newParty("Un peu de tout");
    const paths = geneva.categories.map(({ path }) => path);
    const spread = items(paths.length).map((item, index) => ({ ...item, category: paths[index] ?? "food" }));
    await open.market.send(stated(wide, "shelf", { name: { fr: "x" }, items: spread }, { subject: "a" }));
    open.server.turnClock(1);
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
    const path = `/item/${open.party.name}/${tomme.id}`;
    const shell = await get(path);
    expect(await shell.text()).toBe("<!doctype html><title>shop</title>");
    expect(shell.headers.get("link")).toBe(`<https://market.example${itemPath(tomme.id)}>; rel="canonical"`);
    expect((await get(`/item/${open.party.name}/gone`)).headers.get("link")).toBeNull();
    // Programs that draw previews ask for no HTML in particular.
    const preview = await get(path, { accept: "*/*", "accept-language": "de" });
    expect([preview.status, preview.headers.get("location")]).toEqual([302, itemPath(tomme.id, "de")]);
    expect((await get(`/item/${open.party.name}/gone`, { accept: "*/*" })).status).toBe(404);
  });

  test("without scripts, every address of the market leads to a page that can be read", async () => {
    const to = async (path: string) => (await get(`${path}?noscript`)).headers.get("location");
    expect(await to(`/item/${open.party.name}/${tomme.id}`)).toBe(`${itemPath(tomme.id)}?noscript`);
    expect(await to(`/stall/${open.party.name}`)).toBe(`${stallPath()}?noscript`);
    expect(await to("/")).toBe("/p/fr?noscript");
    expect(await to("/basket")).toBe("/p?noscript");
    expect(await to("/p")).toBe("/p/fr?noscript");
  });

  test("a stall's former key, as its poster has it, leads to its present one", async () => {
    const [old, next] = [await open.market.newParty("Vélos"), newSigner()];
    const proof = successionProof("succession", old.name, next.pair);
    await open.market.send(stated(old, "succession", { next: next.name, proof }));
    await open.market.send(stated(next, "party", partyBody("Vélos")));
    const chains = [10, 8].map((speeds) => ({ ...tomme, id: `c${speeds}`, name: { fr: `Chaîne ${speeds} vitesses` } }));
    await open.market.send(stated(next, "shelf", { name: { fr: "x" }, items: chains }, { subject: "a" }));
    const led = async (path: string, headers?: Readonly<Record<string, string>>) => {
      const answer = await get(path, headers);
      return [answer.status, answer.headers.get("location")];
    };
    expect(await led(`/p/en/stall/${old.name}`)).toEqual([301, `/p/en/stall/${next.name}`]);
    expect(await led(`/p/en/stall/${old.name}?page=2&noscript&utm=x`)).toEqual([
      301,
      `/p/en/stall/${next.name}?page=2&noscript`,
    ]);
    expect(await led(`/p/de/item/${old.name}/c8`)).toEqual([301, `/p/de/item/${next.name}/c8`]);
    for (const path of [`/p/de/item/${old.name}/gone`, `/p/xx/stall/${old.name}`])
      expect((await get(path)).status).toBe(404);
    expect(await led(`/stall/${old.name}`, { accept: "*/*" })).toEqual([302, `/p/fr/stall/${next.name}`]);
    expect(await led(`/item/${old.name}/c8?noscript`)).toEqual([302, `/p/fr/item/${next.name}/c8?noscript`]);
    const shell = await get(`/stall/${old.name}`);
    expect(shell.headers.get("link")).toBe(`<https://market.example/p/fr/stall/${next.name}>; rel="canonical"`);
    open.server.turnClock(1);
    const map = await (await get("/sitemap/fr/1.xml")).text();
    expect([map.includes(next.name), map.includes(old.name)]).toEqual([true, false]);
    const { text } = await read(`/p/fr/stall/${next.name}`);
    expect(text.indexOf("Chaîne 8 vitesses")).toBeLessThan(text.indexOf("Chaîne 10 vitesses"));
  });

  test("whoever asks for too many is told so on a page", async () => {
    await open.server.restart({ PAGES_PER_MINUTE: "3" });
    for (let count = 0; count < 3; count++) expect((await get("/p/fr")).status).toBe(200);
    const refused = await get("/p/en/stalls");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(readPage(await refused.text()).all("h1")[0]?.text).toBe("Too many pages at once.");
    await open.server.restart();
  });

  test("nothing of a page is logged but its route", () => {
    expect(open.server.log()).toContain('"route":"itemPage"');
    expect(open.server.log()).not.toContain(tomme.id);
    expect(open.server.log()).not.toContain("/p/fr");
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
