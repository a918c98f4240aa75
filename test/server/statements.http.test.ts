import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signStatement } from "../../crypto/statement.ts";
import { catalogueReader } from "../support/catalogue-reader.ts";
import { databaseKinds } from "../support/databases.ts";
import { foundInstance, type Founded, items, newSigner, partyBody, stated } from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { noServer } from "../support/no-server.ts";

describe.each(databaseKinds)("statements on %s", (kind) => {
  let server: TestServer;
  let founded: Founded;
  beforeAll(async () => {
    server = await startTestServer(kind);
    founded = await foundInstance(server);
  });
  afterAll(() => server.stop());

  const { list, readAll, typesOf } = catalogueReader(() => server);

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

  test("a full stall is booked all the same: its agenda is beside the stock of its twenty shelves", async () => {
    const party = await founded.newParty("Plein");
    const stock = (subject: string) => founded.send(stated(party, "stock", { levels: {} }, { subject }));
    for (let index = 0; index < 20; index++) expect((await stock(`s${index}`)).status).toBe(201);
    const taken = { cellMinutes: 5, days: { "2026-09-24": { "09:00": 1 } } };
    const agenda = stated(party, "stock", { levels: {}, taken }, { subject: "agenda" });
    expect((await founded.send(agenda)).status).toBe(201);
    expect((await stock("s20")).code).toBe("statement/quota");
    // Nor does the agenda make room for one more.
    expect((await stock("s19b")).code).toBe("statement/quota");
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

  test("a cookie is refused on statements and catalogue", async () => {
    const headers = { cookie: "other=1" };
    expect((await server.call("catalogue", { headers })).code).toBe("request/cookie");
    expect((await server.call("postStatement", { body: new Uint8Array(100), headers })).code).toBe("request/cookie");
  });

  test("all is there after a restart, and the instance keeps its key", async () => {
    const digests = async () => [...(await readAll()).values()].map((signed) => signed.digest);
    const before = await digests();
    await server.restart();
    // A server that starts may add what it says of itself: its token keys.
    expect(await digests()).toEqual(expect.arrayContaining(before));
    expect((await list()).instance).toBe(founded.instance.name);
  });
});
