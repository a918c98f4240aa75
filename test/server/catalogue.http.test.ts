import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPack } from "../../crypto/protocol/pack.ts";
import { readStatement } from "../../crypto/protocol/signed-statement.ts";
import { catalogueReader } from "../support/catalogue-reader.ts";
import { databaseKinds } from "../support/databases.ts";
import { readEvents } from "../support/event-reader.ts";
import { foundInstance, type Founded, items, stated } from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

/** A pack as it crosses the wire, undecoded. */
function rawPack(url: string, encoding: string): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers: { "accept-encoding": encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ encoding: response.headers["content-encoding"], body: Buffer.concat(chunks) }),
      );
    });
    request.on("error", reject);
    request.end();
  });
}

describe.each(databaseKinds)("the catalogue on %s", (kind) => {
  let server: TestServer;
  let founded: Founded;
  beforeAll(async () => {
    server = await startTestServer(kind);
    founded = await foundInstance(server);
  });
  afterAll(() => server.stop());

  const { list, packOf, readAll, typesOf } = catalogueReader(() => server);

  test("readers are told of a change, and find it, within a second", async () => {
    const party = await founded.newParty("Vite");
    await server.running.app.catalogue.settled();
    const reader = await readEvents(`${server.url}/catalogue/events`);
    await reader.until(1);
    const started = performance.now();
    await founded.send(stated(party, "shelf", { name: { fr: "Neuf" }, items: items(100) }, { subject: "n" }));
    await reader.until(2);
    const { packs } = await list();
    const last = readPack(await packOf(packs.at(-1)!.digest));
    expect(last.map((wire) => readStatement(wire).statement.subject)).toContain("n");
    expect(performance.now() - started).toBeLessThan(1000);
    reader.close();
  });

  test("packs come in reading order: who there is first, keys last", async () => {
    await server.restart();
    const party = await founded.newParty("Ordre");
    await founded.send(stated(party, "shelf", { name: { fr: "R" }, items: items(3) }, { subject: "a" }));
    await server.restart();
    const order = ["accreditation", "party", "shelf", "stock", "delivery-offer", "inbox-key"];
    const types: string[] = [];
    for (const { digest } of (await list()).packs) {
      for (const wire of readPack(await packOf(digest))) types.push(readStatement(wire).statement.type);
    }
    const seen = types.map((type) => order.indexOf(type)).filter((place) => place >= 0);
    expect(new Set(seen).size).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test("a change leaves other packs as they are, and their number stays small", async () => {
    const parties = await Promise.all(Array.from({ length: 12 }, (_, index) => founded.newParty(`P${index}`)));
    const put = (index: number, revision: number) =>
      founded.send(
        stated(
          parties[index % 12]!,
          "shelf",
          { name: { fr: "R" }, items: items(120, `Mot${index * revision}`) },
          { subject: "a", revision },
        ),
      );
    await Promise.all(parties.map((_, index) => put(index, 1)));
    await server.restart();
    const before = new Set((await list()).packs.map((pack) => pack.digest));
    await put(3, 2);
    await server.running.app.catalogue.settled();
    const after = (await list()).packs.map((pack) => pack.digest);
    expect(after.filter((digest) => !before.has(digest))).toHaveLength(1);
    for (let round = 3; round < 43; round++) {
      await put(round, round);
      await server.running.app.catalogue.settled();
    }
    expect((await list()).packs.length).toBeLessThan(before.size + 8);
    expect((await readAll()).get(`shelf ${parties[42 % 12]!.name} a`)!.statement.revision).toBe(42);
  });

  test("packs come compressed, never change, and are refused under a wrong name", async () => {
    const [pack] = (await list()).packs;
    const url = `${server.url}/catalogue/packs/${pack!.digest}`;
    const plain = await packOf(pack!.digest);
    const br = await rawPack(url, "br, gzip");
    expect(br.encoding).toBe("br");
    expect(br.body.length).toBeLessThanOrEqual(64 * 1024);
    expect(brotliDecompressSync(br.body).equals(plain)).toBe(true);
    expect(gunzipSync((await rawPack(url, "gzip")).body).equals(plain)).toBe(true);
    expect((await rawPack(url, "identity")).body.equals(plain)).toBe(true);
    const answer = await server.call("pack", { params: { digest: pack!.digest } });
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect((await server.call("pack", { params: { digest: "A".repeat(43) } })).status).toBe(404);
    expect((await server.call("pack", { params: { digest: "../../etc/passwd" } })).status).toBe(404);
  });

  test("a browser gets the smallest form whatever comes first in its header; HEAD says as much without the bytes", async () => {
    const [pack] = (await list()).packs;
    for (const path of ["/catalogue", `/catalogue/packs/${pack!.digest}`]) {
      const url = server.url + path;
      const sent = await rawPack(url, "gzip, deflate, br, zstd");
      expect(sent.encoding).toBe("br");
      expect((await rawPack(url, "br;q=0, gzip;q=0.1")).encoding).toBe("gzip");
      expect((await rawPack(url, "identity;q=0, *;q=0")).encoding).toBeUndefined();
      const head = await fetch(url, { method: "HEAD", headers: { "accept-encoding": "br" } });
      expect([head.status, await head.text()]).toEqual([200, ""]);
      expect(head.headers.get("content-length")).toBe(String(sent.body.length));
      expect(head.headers.get("vary")).toBe("Accept-Encoding");
      expect(head.headers.get("x-content-type-options")).toBe("nosniff");
      expect(head.headers.get("referrer-policy")).toBe("no-referrer");
      const post = await fetch(url, { method: "POST" });
      expect(post.status).toBe(404);
      const strange = await fetch(url, { headers: { cookie: "a=b" } });
      expect([strange.status, ((await strange.json()) as { code: string }).code]).toEqual([400, "request/cookie"]);
    }
    expect(server.log()).toContain('"route":"pack","status":200');
  });

  test("a party that is let in leaves all other packs as they are; one that is shut out stays nowhere", async () => {
    const packs = async () => {
      await server.running.app.catalogue.settled();
      return (await list()).packs.map((pack) => pack.digest);
    };
    const party = await founded.newParty("Nouvelle", false);
    await founded.send(stated(party, "shelf", { name: { fr: "Rayon" }, items: items(3) }, { subject: "a" }));
    await server.restart();
    const before = await packs();
    const judge = (status: "accredited" | "suspended", revision: number) =>
      founded.send(
        stated(
          founded.steward,
          "accreditation",
          { status, labels: [], keyCompared: true },
          { subject: party.name, revision },
        ),
      );
    await judge("accredited", 1);
    const after = await packs();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toHaveLength(before.length + 1);
    expect(await typesOf(party.name)).toEqual(["party", "shelf"]);
    await judge("suspended", 2);
    expect(await typesOf(party.name)).toEqual(["party"]);
  });

  test("the list says when nothing changed", async () => {
    const first = await server.call("catalogue");
    const etag = first.headers.get("etag") ?? "";
    expect((await server.call("catalogue", { headers: { "if-none-match": etag } })).status).toBe(304);
    const strong = etag.replace("W/", "");
    expect((await server.call("catalogue", { headers: { "if-none-match": `"x", ${strong}` } })).status).toBe(304);
    expect((await server.call("catalogue", { headers: { "if-none-match": '"x"' } })).status).toBe(200);
  });
});
