import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toBase64url } from "../../crypto/bytes.ts";
import { digestName } from "../../crypto/hash.ts";
import { decodeListing } from "../../crypto/protocol/catalogue-listing.ts";
import type { StatementOf } from "../../crypto/protocol/exports.ts";
import { successionProof } from "../../crypto/protocol/succession.ts";
import { dayOf } from "../../server/days.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { databaseKinds } from "../support/databases.ts";
import { readLog } from "../support/log-reader.ts";
import {
  foundInstance,
  type Founded,
  items,
  newSigner,
  partyBody,
  type Signer,
  stated,
} from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

describe.each(databaseKinds)("keys that follow one another, on %s", (kind) => {
  let server: TestServer;
  let founded: Founded;
  beforeAll(async () => {
    server = await startTestServer(kind);
    founded = await foundInstance(server);
  });
  afterAll(() => server.stop());

  const succeeds = (old: Signer, next: Signer, revision = 1) =>
    stated(
      old,
      "succession",
      { next: next.name, proof: successionProof("succession", old.name, next.pair) },
      { revision },
    );
  const recovers = (steward: Signer, old: Signer, next: Signer, head: { revision?: number; issuedOn?: string } = {}) =>
    stated(
      steward,
      "recovery",
      { next: next.name, proof: successionProof("recovery", old.name, next.pair), reason: { fr: "Clé perdue" } },
      { subject: old.name, issuedOn: dayOf(server.now()), ...head },
    );
  const codeOf = async (sent: ReturnType<Founded["send"]>) => (await sent).code;

  test("a party passes on to another key, once, and the old key says nothing more", async () => {
    const [old, next, other] = [await founded.newParty("Ancienne"), newSigner(), newSigner()];
    const passedOn = succeeds(old, next);
    expect((await founded.send(passedOn)).status).toBe(201);
    expect((await founded.send(passedOn)).status).toBe(200);
    expect((await readLog(server.url)).said.at(-1)).toMatchObject({ type: "succession", author: old.name });
    expect(await codeOf(founded.send(succeeds(old, other, 2)))).toBe("statement/succeeded");
    for (const said of [
      stated(old, "party", partyBody("Encore"), { revision: 2 }),
      stated(old, "shelf", { name: { fr: "Rayon" }, items: items(1) }, { subject: "a" }),
    ]) {
      expect(await codeOf(founded.send(said))).toBe("statement/succeeded");
    }
    expect((await founded.send(stated(next, "party", partyBody("Nouvelle")))).status).toBe(201);
  });

  test("keys never go round in a circle, nor does one pass on that is no party's", async () => {
    const [first, second] = [await founded.newParty("Première"), newSigner()];
    expect((await founded.send(succeeds(first, second))).status).toBe(201);
    expect((await founded.send(stated(second, "party", partyBody("Première")))).status).toBe(201);
    expect(await codeOf(founded.send(succeeds(second, first)))).toBe("statement/not-allowed");
    expect(await codeOf(founded.send(succeeds(newSigner(), newSigner())))).toBe("statement/not-allowed");
    const nobody = newSigner();
    expect(await codeOf(founded.send(recovers(founded.steward, nobody, newSigner())))).toBe("statement/not-allowed");
  });

  test("the next key is a fresh one: nobody's who has spoken, nor the next one of another", async () => {
    const [first, second] = [await founded.newParty("Une"), await founded.newParty("Deux", false)];
    expect(await codeOf(founded.send(succeeds(first, second)))).toBe("statement/not-allowed");
    const shared = newSigner();
    expect((await founded.send(succeeds(first, shared))).status).toBe(201);
    expect(await codeOf(founded.send(succeeds(second, shared)))).toBe("statement/not-allowed");
    expect(await codeOf(founded.send(recovers(founded.steward, second, shared)))).toBe("statement/not-allowed");
  });

  test("what a steward said of a key goes on with the next one, whose goods take the place of its own", async () => {
    const [old, next] = [await founded.newParty("Suivie"), newSigner()];
    const { book } = server.running.app.statements;
    const shelf = (by: Signer, word: string) =>
      founded.send(stated(by, "shelf", { name: { fr: "Rayon" }, items: items(1, word) }, { subject: "a" }));
    const shown = () => [...book.all()].filter(({ statement }) => book.isListed(statement)).map(({ digest }) => digest);
    expect((await shelf(old, "Ancien")).status).toBe(201);
    const before = book.ofAuthor(old.name).find(({ statement }) => statement.type === "shelf");
    expect((await founded.send(succeeds(old, next))).status).toBe(201);
    expect(book.isAccredited(next.name)).toBe(true);
    expect((await shelf(next, "Nouveau")).status).toBe(201);
    // Until the next key has introduced itself, readers are shown what there was.
    expect(shown()).toContain(before!.digest);
    expect((await founded.send(stated(next, "party", partyBody("Suivie")))).status).toBe(201);
    expect(shown()).not.toContain(before!.digest);
    expect(book.speakerOf(old.name)).toBe(next.name);
    const suspended = { status: "suspended" as const, labels: [], keyCompared: true };
    const judged = stated(founded.steward, "accreditation", suspended, { subject: old.name, revision: 2 });
    expect((await founded.send(judged)).status).toBe(201);
    expect(book.isAccredited(next.name)).toBe(false);
    const again = { ...suspended, status: "accredited" as const };
    expect((await founded.send(stated(founded.steward, "accreditation", again, { subject: next.name }))).status).toBe(
      201,
    );
    expect(book.isAccredited(next.name)).toBe(true);
  });

  test("a party has so many keys and no more", async () => {
    let key = await founded.newParty("Inconstante");
    for (let count = 1; count < 32; count++) {
      const next = newSigner();
      expect((await founded.send(succeeds(key, next))).status).toBe(201);
      expect((await founded.send(stated(next, "party", partyBody("Inconstante")))).status).toBe(201);
      key = next;
    }
    expect(await codeOf(founded.send(succeeds(key, newSigner())))).toBe("statement/quota");
  });

  test("a proof that the next key did not give is refused at the door", async () => {
    const [old, next] = [await founded.newParty("Sans preuve"), newSigner()];
    const forged = { next: next.name, proof: successionProof("succession", old.name, old.pair) };
    expect(await codeOf(founded.send(stated(old, "succession", forged)))).toBe("signature/invalid");
  });

  test("only a steward recovers, on the day, and it counts 72 hours after that day", async () => {
    const [lost, next] = [await founded.newParty("Perdue"), newSigner()];
    for (const nobody of [newSigner(), founded.instance, lost]) {
      expect(await codeOf(founded.send(recovers(nobody, lost, next)))).toBe("statement/not-allowed");
    }
    const early = recovers(founded.steward, lost, next, { issuedOn: dayOf(server.now() - 25 * 3_600_000) });
    expect(await codeOf(founded.send(early))).toBe("statement/past");
    expect((await founded.send(recovers(founded.steward, lost, next))).status).toBe(201);
    expect((await readLog(server.url)).said.at(-1)).toMatchObject({ type: "recovery", subject: lost.name });
    // Until it counts, the key that was given is nobody.
    expect(await codeOf(founded.send(stated(next, "party", partyBody("Trop tôt"))))).toBe("statement/early");
    const says = (revision: number) => founded.send(stated(lost, "party", partyBody("Toujours là"), { revision }));
    expect((await says(2)).status).toBe(201);
    server.turnClock(3);
    expect((await says(3)).status).toBe(201);
    server.turnClock(1);
    expect(await codeOf(says(4))).toBe("statement/succeeded");
    expect((await founded.send(stated(next, "party", partyBody("Retrouvée")))).status).toBe(201);
    server.turnClock(-4);
  });

  test("whoever still has the key passes it on before a recovery counts, and that stands", async () => {
    const [kept, theirs, stewards] = [await founded.newParty("Gardée"), newSigner(), newSigner()];
    expect((await founded.send(recovers(founded.steward, kept, stewards))).status).toBe(201);
    expect((await founded.send(succeeds(kept, theirs))).status).toBe(201);
    const again = recovers(founded.steward, kept, stewards, { revision: 2 });
    expect(await codeOf(founded.send(again))).toBe("statement/not-allowed");
  });

  test("once a day the operator says what the catalogue shows, and keeps the listing for fourteen days", async () => {
    const operator = openOperatorKeys(server.dataDir).operator;
    const author = toBase64url(operator.publicKey);
    const { book } = server.running.app.statements;
    const statement = () =>
      book.get("catalogue", author, "catalogue")?.statement as StatementOf<"catalogue"> | undefined;
    await server.running.app.expiry.run();
    const first = statement()!;
    expect(first.issuedOn).toBe(dayOf(server.now()));
    const answer = await server.call("listing", { params: { digest: first.body.listing } });
    expect(answer.status).toBe(200);
    expect(digestName(answer.bytes)).toBe(first.body.listing);
    const listed = decodeListing(answer.bytes);
    expect(listed).toHaveLength(first.body.statements);
    const shown = [...book.all()].filter((signed) => book.isListed(signed.statement));
    expect(new Set(listed.map(({ digest }) => digest))).toEqual(
      new Set(shown.filter((signed) => signed.statement.type !== "catalogue").map(({ digest }) => digest)),
    );
    await server.running.app.expiry.run();
    expect(statement()!.revision).toBe(first.revision);
    server.turnClock(1);
    await founded.newParty("Du lendemain");
    await server.running.app.expiry.run();
    expect(statement()!.revision).toBe(first.revision + 1);
    expect(statement()!.body.listing).not.toBe(first.body.listing);
    expect((await readLog(server.url)).entries.filter(({ type }) => type === "catalogue")).toHaveLength(2);
    server.turnClock(14);
    await server.running.app.expiry.run();
    expect((await server.call("listing", { params: { digest: first.body.listing } })).status).toBe(404);
    expect((await server.call("listing", { params: { digest: statement()!.body.listing } })).status).toBe(200);
    expect((await server.call("listing", { params: { digest: "A".repeat(42) } })).status).toBe(400);
    const foreign = stated(founded.steward, "catalogue", first.body, { subject: "catalogue" });
    expect((await founded.send(foreign)).code).toBe("statement/not-allowed");
  });
});
