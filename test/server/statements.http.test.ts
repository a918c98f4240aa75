import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestName } from "../../crypto/hash.ts";
import { readPack } from "../../crypto/protocol/pack.ts";
import type { CatalogueWire } from "../../crypto/protocol/exports.ts";
import { readStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { signStatement } from "../../crypto/statement.ts";
import { databaseKinds } from "../support/databases.ts";
import { readEvents } from "../support/event-reader.ts";
import { foundInstance, type Founded, items, newSigner, partyBody, stated } from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { noServer } from "../support/no-server.ts";

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

describe.each(databaseKinds)("statements and the catalogue on %s", (kind) => {
  let server: TestServer;
  let founded: Founded;
  beforeAll(async () => {
    server = await startTestServer(kind);
    founded = await foundInstance(server);
  });
  afterAll(() => server.stop());

  const list = async (): Promise<CatalogueWire> => (await server.call("catalogue")).json as CatalogueWire;
  const packOf = async (digest: string) => (await server.call("pack", { params: { digest } })).bytes;
  /** The newest of every statement that a reader of all packs holds. */
  const readAll = async (): Promise<Map<string, SignedStatement>> => {
    await server.running.app.catalogue.settled();
    const read = new Map<string, SignedStatement>();
    for (const { digest, bytes, statements } of (await list()).packs) {
      const pack = await packOf(digest);
      expect([digestName(pack), pack.length]).toEqual([digest, bytes]);
      const wires = readPack(pack);
      expect(wires).toHaveLength(statements);
      for (const wire of wires) {
        const signed = readStatement(wire);
        const { type, author, subject, revision } = signed.statement;
        const identity = `${type} ${author} ${subject}`;
        if ((read.get(identity)?.statement.revision ?? 0) < revision) read.set(identity, signed);
      }
    }
    return read;
  };
  const typesOf = async (author: string) =>
    [...(await readAll()).values()]
      .filter(({ statement }) => statement.author === author)
      .map(({ statement }) => statement.type)
      .sort();

  test("the first instance statement founds the instance; no other key may speak for it after", async () => {
    await server.running.app.catalogue.settled();
    expect((await list()).instance).toBe(founded.instance.name);
    expect((await list()).replyBuckets).toBe(4);
    const other = newSigner();
    const { operator, log } = (await server.call("operator")).json;
    const body = { name: "Autre", stewards: [other.name], replyBuckets: 1, operator, log };
    const answer = await founded.send(stated(other, "instance", body, { revision: 9 }));
    expect([answer.status, answer.code]).toEqual([403, "statement/not-allowed"]);
  });

  test("an instance names the keys and the log of the server that it is on, and no others", async () => {
    const { operator, log } = (await server.call("operator")).json;
    const body = { name: "Genève", stewards: [founded.steward.name], replyBuckets: 4, operator, log };
    const others = [
      noServer,
      { operator: newSigner().name },
      { log: { ...log, key: newSigner().name } },
      { log: { ...log, origin: "elsewhere.example/log" } },
    ];
    for (const other of others) {
      const answer = await founded.send(stated(founded.instance, "instance", { ...body, ...other }, { revision: 2 }));
      expect([answer.status, answer.code]).toEqual([403, "statement/other-server"]);
    }
    expect((await list()).instance).toBe(founded.instance.name);
    const own = await founded.send(stated(founded.instance, "instance", body, { revision: 2 }));
    expect(own.status).toBe(201);
  });

  test("only the operator that the instance names speaks of token keys and releases", async () => {
    const key = { purpose: "relay", epoch: "2026-01-05", publicKey: "MIIB" } as const;
    const body = { ...key, notBefore: "2026-01-05", notAfter: "2026-01-18" };
    const head = { subject: "relay-2026-01-05" };
    const operator = {
      pair: openOperatorKeys(server.dataDir).operator,
      name: (await server.call("operator")).json.operator,
    };
    for (const other of [newSigner(), founded.steward, founded.instance]) {
      expect((await founded.send(stated(other, "token-key", body, head))).code).toBe("statement/not-allowed");
    }
    expect((await founded.send(stated(operator, "token-key", body, head))).status).toBe(201);
    expect(await typesOf(operator.name)).toContain("token-key");
    const release = {
      version: "1",
      commit: null,
      csp: "default-src 'none'",
      files: [{ path: "/a", digest: operator.name }],
    };
    // The server has said what it serves by itself.
    const newer = { subject: "client", revision: 4_000_000_000 };
    expect((await founded.send(stated(operator, "release", release, newer))).status).toBe(201);
    expect(await typesOf(operator.name), "a release is not for every device").not.toContain("release");
  });

  test("an accredited party's statements are in the catalogue, word for word", async () => {
    const party = await founded.newParty("Laiterie");
    const shelf = stated(party, "shelf", { name: { fr: "Fromages" }, items: items(30) }, { subject: "a" });
    const answer = await founded.send(shelf);
    expect([answer.status, answer.json.digest]).toEqual([201, shelf.digest]);
    const read = await readAll();
    expect(Buffer.from(read.get(`shelf ${party.name} a`)!.wire).equals(shelf.wire)).toBe(true);
  });

  test("a party that no steward knows shows who it is, and nothing else, until it is accredited", async () => {
    const party = await founded.newParty("Inconnue", false);
    await founded.send(stated(party, "shelf", { name: { fr: "Rayon" }, items: items(2) }, { subject: "a" }));
    await founded.send(stated(party, "inbox-key", { kemPublicKey: "A".repeat(1622), notAfter: "2027-01-01" }));
    expect(await typesOf(party.name)).toEqual(["inbox-key", "party"]);
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
    expect(await typesOf(party.name)).toEqual(["inbox-key", "party", "shelf"]);
    await judge("suspended", 2);
    expect(await typesOf(party.name)).toEqual(["inbox-key", "party"]);
  });

  test("only a steward accredits", async () => {
    const party = await founded.newParty("Candidate", false);
    const body = { status: "accredited" as const, labels: [], keyCompared: true };
    const self = await founded.send(stated(party, "accreditation", body, { subject: party.name }));
    expect(self.code).toBe("statement/not-allowed");
    const founder = await founded.send(stated(founded.instance, "accreditation", body, { subject: party.name }));
    expect(founder.code).toBe("statement/not-allowed");
  });

  test("a higher revision replaces a lower; the very same bytes are a retry; anything older is refused", async () => {
    const party = await founded.newParty("Révisions");
    const at = (revision: number, word: string) =>
      stated(party, "shelf", { name: { fr: word }, items: [] }, { subject: "a", revision });
    const second = at(2, "deux");
    expect((await founded.send(second)).status).toBe(201);
    expect((await founded.send(second)).status).toBe(200);
    expect((await founded.send(at(1, "un"))).code).toBe("statement/old-revision");
    expect((await founded.send(at(2, "autre"))).code).toBe("statement/old-revision");
    expect((await founded.send(at(3, "trois"))).status).toBe(201);
    expect((await readAll()).get(`shelf ${party.name} a`)!.statement.revision).toBe(3);
  });

  test("twenty revisions at once: the highest stays, and every reader gets it", async () => {
    const party = await founded.newParty("Vingt");
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        founded.send(
          stated(party, "stock", { levels: { "item-1/a": index } }, { subject: "a", revision: ((index * 7) % 20) + 1 }),
        ),
      ),
    );
    expect((await readAll()).get(`stock ${party.name} a`)!.statement.revision).toBe(20);
  });

  test("hostile statements are refused, each with its code, and none is stored", async () => {
    const party = await founded.newParty("Victime");
    const good = stated(party, "party", partyBody("Victime"), { revision: 5 });
    const flipped = Uint8Array.from(good.wire);
    flipped[100] = flipped[100]! ^ 1;
    const asOther = newSigner();
    const forged = signStatement(Buffer.from(good.wire.subarray(64)).toString(), asOther.pair);
    const newer = signStatement(JSON.stringify({ ...good.statement, v: 2 }), party.pair);
    const extra = signStatement(JSON.stringify({ ...good.statement, more: 1 }), party.pair);
    const future = stated(party, "party", partyBody("Victime"), { revision: 6, issuedOn: "2099-01-01" });
    const said = (type: string, subject: string, body: unknown) =>
      signStatement(
        JSON.stringify({ v: 1, type, author: party.name, subject, revision: 1, issuedOn: "2026-01-02", body }),
        party.pair,
      );
    const tooMany = said("shelf", "a", { name: { fr: "R" }, items: items(501) });
    const twice = said("shelf", "a", { name: { fr: "R" }, items: [...items(2), ...items(1)] });
    // A page, a key, an offer are each one's own: nobody speaks for another, however well it is signed.
    const ofAnother = said("party", founded.steward.name, partyBody("Faux bureau"));
    const cases: [Uint8Array, string][] = [
      [flipped, "signature/invalid"],
      [forged, "signature/invalid"],
      [newer, "statement/version"],
      [extra, "statement/malformed"],
      [good.wire.subarray(0, 64), "statement/malformed"],
      [good.wire.subarray(0, 90), "statement/malformed"],
      [new Uint8Array(0), "statement/malformed"],
      [tooMany, "statement/malformed"],
      [twice, "statement/malformed"],
      [ofAnother, "statement/malformed"],
      [new Uint8Array(1024 * 1024 + 1), "request/too-large"],
      [future.wire, "statement/future"],
    ];
    for (const [body, code] of cases) {
      const answer = await server.call("postStatement", { body });
      // A flipped byte may break the JSON before the signature.
      expect(code === "signature/invalid" ? [code, "statement/malformed"] : [code]).toContain(answer.code);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    expect((await readAll()).get(`party ${party.name} ${party.name}`)!.statement.revision).toBe(1);
  });

  test("a party has twenty shelves and no more, however many it sends at once", async () => {
    const party = await founded.newParty("Étagères");
    const answers = await Promise.all(
      Array.from({ length: 22 }, (_, index) =>
        founded.send(stated(party, "shelf", { name: { fr: "Rayon" }, items: [] }, { subject: `s${index}` })),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(20);
    expect(answers.filter((answer) => answer.code === "statement/quota")).toHaveLength(2);
  });

  test("a stranger cannot make every reader download a large statement, nor fill the disk", async () => {
    const party = newSigner();
    const languages = ["fr", "en", "de", "it", "es", "pt", "nl"];
    const story = Object.fromEntries(languages.map((language) => [language, "€".repeat(4000)]));
    const long = { ...partyBody("Long"), story };
    expect((await founded.send(stated(party, "party", long))).code).toBe("statement/too-large");
    const large = items(500, "Tomme", 1400);
    const codes: (string | undefined)[] = [];
    for (let index = 0; index < 6; index++) {
      codes.push(
        (await founded.send(stated(party, "shelf", { name: { fr: "R" }, items: large }, { subject: `s${index}` })))
          .code,
      );
    }
    expect(codes.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
    expect(codes.at(-1)).toBe("statement/quota");
  });

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
    const ranks = {
      instance: 0,
      accreditation: 0,
      party: 0,
      shelf: 1,
      stock: 2,
      "delivery-offer": 3,
      "inbox-key": 4,
      "token-key": 4,
      catalogue: 4,
      succession: 0,
      recovery: 0,
      release: 4,
    };
    const seen: number[] = [];
    for (const { digest } of (await list()).packs) {
      for (const wire of readPack(await packOf(digest))) seen.push(ranks[readStatement(wire).statement.type]);
    }
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

  test("a cookie is refused on statements and catalogue", async () => {
    const headers = { cookie: "other=1" };
    expect((await server.call("catalogue", { headers })).code).toBe("request/cookie");
    expect((await server.call("postStatement", { body: new Uint8Array(100), headers })).code).toBe("request/cookie");
  });

  test("all is there after a restart, and the instance keeps its key", async () => {
    const before = await readAll();
    await server.restart();
    const after = await readAll();
    expect(new Set([...after.values()].map((signed) => signed.digest))).toEqual(
      new Set([...before.values()].map((signed) => signed.digest)),
    );
    expect((await list()).instance).toBe(founded.instance.name);
  });
});
