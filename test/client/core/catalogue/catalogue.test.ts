import { beforeAll, describe, expect, test } from "vitest";
import { concat } from "../../../../crypto/bytes.ts";
import { makePack } from "../../../../crypto/protocol/pack.ts";
import { digestName } from "../../../../crypto/hash.ts";
import { signStatement } from "../../../../crypto/statement.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { packEntries } from "../../../../client/core/catalogue/pack-entries.ts";
import { takeSnapshot } from "../../../../client/core/catalogue/snapshot.ts";
import { createStatementBook } from "../../../../client/core/catalogue/statement-book.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import type { LocalStore } from "../../../../client/core/platform.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import {
  accredited,
  founded,
  good,
  keyName,
  morning,
  platformOver,
  producer,
  type PublicPlane,
  said,
} from "./public-plane.ts";
import { noServer } from "../../../support/no-server.ts";

beforeAll(() => ready());

const at = (plane: PublicPlane, store?: LocalStore, now = morning) =>
  createCatalogue(platformOver(plane, store, now), createTopicHub());

async function fetched(plane: PublicPlane, store?: LocalStore) {
  const catalogue = await at(plane, store);
  await catalogue.refresh();
  return catalogue;
}

describe("what is shown", () => {
  test("are the shelves of accredited parties, and of no others", async () => {
    const { plane, open } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const stranger = open(producer("Inconnue"), [good("x", "Rien")], null);
    const suspended = open(producer("Suspendue"), [good("y", "Rien")], { ...accredited, status: "suspended" });
    const refused = open(producer("Refusée"), [good("z", "Rien")], { ...accredited, status: "refused" });
    const catalogue = await fetched(plane);
    expect(catalogue.search({}).items.map(({ key }) => key)).toEqual([`${farm.id}/poire`]);
    expect(catalogue.view).toMatchObject({ state: "complete", verified: true, items: 1, parties: 1, problem: null });
    expect(
      catalogue
        .applicants()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([stranger.id, suspended.id, refused.id].sort());
    expect(catalogue.replyBuckets).toBe(4);
    // Whoever decides on them sees how much they have published.
    expect(catalogue.party(stranger.id)).toMatchObject({ itemCount: 0, publishedCount: 1 });
    expect(catalogue.party(farm.id)).toMatchObject({ itemCount: 1, publishedCount: 1 });
  });

  test("on a map stand the accredited parties that are named and say where they are, once each, by name", async () => {
    const { plane, open } = founded();
    const sour = open(producer("Saveurs", { story: { fr: "Long, très long." } }), []);
    const farm = open(producer("Ferme"), []);
    const { place, ...wandering } = producer("Nulle part");
    const nowhere = open(wandering, []);
    const stranger = open(producer("Inconnue"), [], null);
    open(producer("Autre"), []);
    const catalogue = await fetched(plane);
    const named = [sour.id, farm.id, nowhere.id, stranger.id, farm.id, "", "x".repeat(5000), `${farm.id}/poire`];
    const shown = catalogue.onMap(named);
    expect(shown.map(({ party }) => party.name)).toEqual(["Ferme", "Saveurs"]);
    expect(shown[1]).toEqual({
      id: sour.id,
      distanceMetres: null,
      party: { kind: "producer", name: "Saveurs", trade: expect.anything(), place },
    });
    expect(catalogue.onMap([])).toEqual([]);
  });

  test("all stalls in brief are the accredited ones by name, and each is had in full by any name that is its own", async () => {
    const { plane, open } = founded();
    const sour = open(producer("Saveurs", { story: { fr: "Long, très long." } }), []);
    const farm = open(producer("Éfarm"), []);
    const { place: _nowhere, ...wandering } = producer("Ferme");
    open(wandering, []);
    const stranger = open(producer("Inconnue"), [], null);
    open({ ...producer("Greffe"), kind: "steward" }, []);
    const catalogue = await fetched(plane);
    const stalls = catalogue.stalls();
    expect(stalls.map(({ party }) => party.name)).toEqual(["Éfarm", "Ferme", "Saveurs"]);
    expect(stalls[2]).toEqual({
      id: sour.id,
      distanceMetres: null,
      party: { kind: "producer", name: "Saveurs", trade: expect.anything(), place: expect.anything() },
    });
    const named = ["", sour.id, stranger.id, farm.id, sour.id, "x".repeat(5000), "__proto__", `${farm.id}/poire`];
    expect(catalogue.partiesNamed(named)).toEqual([sour.id, stranger.id, farm.id].map((id) => catalogue.party(id)));
    expect(catalogue.partiesNamed([])).toEqual([]);
  });

  test("an accreditation by someone whom the instance does not name counts for nothing", async () => {
    const { plane, open, publish } = founded();
    const impostor = signingKeyPair();
    const stall = open(producer("Étal"), [good("x", "Rien")], null);
    publish(said("accreditation", impostor, stall.id, accredited));
    publish(
      said(
        "instance",
        impostor,
        "geneva",
        { name: "Test", stewards: [keyName(impostor)], replyBuckets: 1, ...noServer },
        9,
      ),
    );
    const catalogue = await fetched(plane);
    expect(catalogue.view).toMatchObject({ items: 0, parties: 0 });
    expect(catalogue.party(stall.id)?.accreditation).toBeNull();
    expect(catalogue.replyBuckets).toBe(4);
  });

  test("labels count when they were granted to the party; stock comes from its own statement", async () => {
    const { plane, open, publish } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires", { labels: ["terre-d-ici", "bio-controle"] })]);
    const other = open(producer("Autre"), []);
    publish(said("stock", farm.key, "s0", { levels: { "poire/v": 3 } }));
    publish(said("stock", other.key, "s0", { levels: { "poire/v": 0 } }));
    const view = (await fetched(plane)).item(`${farm.id}/poire`);
    expect(view?.labels).toEqual(["terre-d-ici"]);
    expect(view?.stock).toEqual({ v: 3 });
  });

  test("distance is from the chosen postcode, and unknown before one is chosen", async () => {
    const { plane, open } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const catalogue = await fetched(plane);
    expect(catalogue.party(farm.id)?.distanceMetres).toBeNull();
    catalogue.setPostcode("1205");
    // Plainpalais to Jussy: about 11 km, as the mock screens say.
    expect(catalogue.party(farm.id)?.distanceMetres).toBeGreaterThan(10_000);
    expect(catalogue.party(farm.id)?.distanceMetres).toBeLessThan(12_000);
  });

  test("a party can be written to while its inbox key is valid", async () => {
    const { plane, open } = founded();
    const farm = open(producer("Ferme"), []);
    const today = await fetched(plane);
    expect(today.inboxKey(farm.id)?.kemPublicKey).toHaveLength(1216);
    expect(today.party(farm.id)?.reachable).toBe(true);
    const later = await at(plane, undefined, Date.parse("2026-10-06T08:00:00Z"));
    await later.refresh();
    expect(later.inboxKey(farm.id)).toBeNull();
    expect(later.party(farm.id)?.reachable).toBe(false);
  });
});

describe("what is refused", () => {
  test("a statement that its author did not sign: shown for a moment, never verified, then gone", async () => {
    const { plane, open, publish } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const forged = said("shelf", farm.key, "s1", { name: { fr: "Faux" }, items: [good("faux", "Faux")] });
    forged[3] = (forged[3] ?? 0) ^ 1;
    publish(forged);
    const catalogue = await fetched(plane);
    expect(catalogue.view).toMatchObject({ items: 1, verified: true, problem: "catalogue/forged" });
    expect(catalogue.item(`${farm.id}/faux`)).toBeNull();
  });

  test("a shelf of too many items, or in another's name, and what it says of another's things", async () => {
    const { plane, open, publish } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const evil = open(producer("Voisin"), [good("poire", "Cailloux")]);
    const pack = (type: string, author: string, body: unknown) =>
      signStatement(
        JSON.stringify({ v: 1, type, author, subject: "s9", revision: 7, issuedOn: "2026-09-20", body }),
        evil.key,
      );
    const many = Array.from({ length: 501 }, (_, index) => good(`i${index}`, "Trop"));
    publish(pack("shelf", evil.id, { name: { fr: "Trop" }, items: many }));
    publish(pack("shelf", farm.id, { name: { fr: "Faux" }, items: [good("faux", "Faux")] }));
    publish(pack("stock", farm.id, { levels: { "poire/v": 0 } }));
    const catalogue = await fetched(plane);
    expect(catalogue.view).toMatchObject({ items: 2, verified: true, problem: "catalogue/forged" });
    expect(catalogue.item(`${farm.id}/poire`)).toMatchObject({ item: { name: { fr: "Poires" } }, stock: {} });
    expect(catalogue.item(`${evil.id}/poire`)?.item.name).toEqual({ fr: "Cailloux" });
    expect(catalogue.search({ text: "faux" }).total).toBe(0);
  });

  test("an instance key that never spoke is not remembered: one false answer on a first visit closes no market", async () => {
    const { plane, open } = founded();
    open(producer("Ferme"), [good("poire", "Poires")]);
    const store = createMemoryStore();
    const genuine = plane.instance;
    for (const named of [keyName(signingKeyPair()), null]) {
      plane.instance = named;
      expect((await fetched(plane, store)).view).toMatchObject({ items: 0 });
    }
    plane.instance = genuine;
    const catalogue = await fetched(plane, store);
    expect(catalogue.view).toMatchObject({ items: 1, verified: true, problem: null });
    plane.instance = keyName(signingKeyPair());
    expect((await fetched(plane, store)).view).toMatchObject({ problem: "catalogue/instance-changed" });
  });

  test("a changed instance key: the last good state stays, nothing new is taken", async () => {
    const { plane, open } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const store = createMemoryStore();
    await fetched(plane, store);
    const evil = founded();
    evil.open(producer("Autre marché"), [good("a", "A"), good("b", "B")]);
    const catalogue = await at(evil.plane, store);
    await catalogue.start();
    await catalogue.refresh();
    expect(catalogue.view).toMatchObject({ items: 1, problem: "catalogue/instance-changed" });
    expect(catalogue.item(`${farm.id}/poire`)).not.toBeNull();
    catalogue.stop();
  });

  test("an older revision than one already seen: the newer one is kept and shown", async () => {
    const { plane, open, publish, steward } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const before = [...plane.packs];
    publish(said("accreditation", steward, farm.id, { ...accredited, status: "suspended" }, 2));
    const store = createMemoryStore();
    expect((await fetched(plane, store)).view.items).toBe(0);
    plane.packs = before;
    const catalogue = await at(plane, store);
    await catalogue.start();
    await catalogue.refresh();
    expect(catalogue.view).toMatchObject({ items: 0, problem: "catalogue/rollback" });
    expect(catalogue.party(farm.id)?.accreditation?.status).toBe("suspended");
    catalogue.stop();
  });

  test("an older revision in an earlier pack than the newer one is no market that goes back, at no moment", async () => {
    const { plane, open } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    // More packs than are read at once, and the newest revision in the last.
    for (let number = 0; number < 20; number++) open(producer(`Autre ${number}`), [good("noix", "Noix")]);
    const shelf = (name: string, revision: number) =>
      makePack([said("shelf", farm.key, "s0", { name: { fr: "1" }, items: [good("poire", name)] }, revision)]);
    plane.packs.push(shelf("Poires Williams", 2));
    const store = createMemoryStore();
    expect((await fetched(plane, store)).item(`${farm.id}/poire`)?.item.name["fr"]).toBe("Poires Williams");
    const catalogue = await at(plane, store);
    const problems = new Set<unknown>();
    catalogue.subscribe(() => problems.add(catalogue.view.problem));
    await catalogue.start();
    await catalogue.refresh();
    expect(catalogue.item(`${farm.id}/poire`)?.item.name["fr"]).toBe("Poires Williams");
    expect([...problems]).toEqual([null]);
    catalogue.stop();
  });

  test("another text under a revision already seen", async () => {
    const { plane, open } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const store = createMemoryStore();
    await fetched(plane, store);
    plane.packs[1] = makePack([said("party", farm.key, farm.id, producer("Autre nom"))]);
    const catalogue = await fetched(plane, store);
    expect(catalogue.party(farm.id)?.party.name).not.toBe("Autre nom");
    expect(catalogue.view.problem).toBe("catalogue/rollback");
  });

  test("a pack that is not what its name says, or is cut, or holds nonsense: the rest is shown", async () => {
    const { plane, open } = founded();
    open(producer("Ferme"), [good("poire", "Poires")]);
    plane.packs.push(makePack([concat(new Uint8Array(64), new TextEncoder().encode('{"v":1}')), new Uint8Array(10)]));
    const request: typeof plane.transport.request = (route, options) => plane.transport.request(route, options);
    const bad = { ...plane, transport: { ...plane.transport, request } };
    const lying = makePack([new Uint8Array(100)]);
    bad.transport.request = ((route: never, options: { params?: { digest?: string } }) =>
      options?.params?.digest === "lie"
        ? Promise.resolve(lying)
        : (request as (r: never, o: unknown) => Promise<unknown>)(route, options).then((answer) =>
            route === ("catalogue" as never)
              ? {
                  ...(answer as object),
                  packs: [...(answer as { packs: [] }).packs, { digest: "lie", bytes: 1, statements: 1 }],
                }
              : answer,
          )) as typeof request;
    const catalogue = await at(bad);
    await catalogue.refresh();
    expect(catalogue.view).toMatchObject({ items: 1, problem: "catalogue/forged" });
  });
});

describe("keeping and fetching", () => {
  test("what was verified is not checked again; what an earlier program checked otherwise is", async () => {
    const { plane, open, publish } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const forged = said("shelf", farm.key, "s1", { name: { fr: "Faux" }, items: [good("faux", "Faux")] });
    forged[3] = (forged[3] ?? 0) ^ 1;
    publish(forged);
    const store = createMemoryStore();
    await fetched(plane, store);
    plane.online = false;
    for (const edition of [null, 0]) {
      for (const [key, value] of await store.entries("catalogue", "checked/")) {
        if (edition !== null)
          await store.write([{ table: "catalogue", key, value: { ...(value as object), edition } }]);
      }
      const catalogue = await at(plane, store);
      await catalogue.start();
      await catalogue.verified();
      expect(catalogue.view).toMatchObject({ items: 1, verified: true });
      expect(catalogue.search({ text: "poires" }).total).toBe(1);
      catalogue.stop();
    }
  });

  test("a change of one stall leaves the rows of the others as they are", async () => {
    const { plane, open, publish } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const other = open(producer("Verger"), [good("pomme", "Pommes")]);
    const book = createStatementBook({});
    const take = (): void => {
      for (const pack of plane.packs) {
        const digest = digestName(pack);
        if (!book.has(digest)) book.addPack(digest, packEntries(pack), true);
      }
    };
    take();
    const before = takeSnapshot(book, plane.instance, geneva);
    publish(said("stock", farm.key, "s0", { levels: { "poire/v": 2 } }));
    take();
    const after = takeSnapshot(book, plane.instance, geneva, before);
    expect(after.rows.get(other.id)).toBe(before.rows.get(other.id));
    expect(after.items.get(`${farm.id}/poire`)?.levels).toEqual({ v: 2 });
    const anew = takeSnapshot(book, plane.instance, geneva);
    expect([after.items, after.parties]).toEqual([anew.items, anew.parties]);
  });

  test("what was kept is there offline, verified, with nothing asked but the list", async () => {
    const { plane, open } = founded();
    open(producer("Ferme"), [good("poire", "Poires")]);
    const store = createMemoryStore();
    await fetched(plane, store);
    plane.online = false;
    plane.requests.length = 0;
    const catalogue = await at(plane, store);
    await catalogue.start();
    expect(catalogue.search({ text: "poire" }).total).toBe(1);
    await expect(catalogue.refresh()).rejects.toMatchObject({ code: "network/offline" });
    expect(catalogue.view).toMatchObject({ state: "offline", verified: true, items: 1 });
    expect(plane.requests.every((request) => request === "catalogue")).toBe(true);
    catalogue.stop();
  });

  test("only new packs are fetched; a change comes live", async () => {
    const { plane, open, publish } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires")]);
    const catalogue = await at(plane);
    await catalogue.start();
    await catalogue.refresh();
    plane.requests.length = 0;
    const seen = new Promise<void>((resolve) => {
      catalogue.subscribe(() => {
        if (catalogue.item(`${farm.id}/poire`)?.stock["v"] === 2 && catalogue.view.verified) resolve();
      });
    });
    publish(said("stock", farm.key, "s0", { levels: { "poire/v": 2 } }));
    plane.announce();
    await seen;
    expect(plane.requests.filter((request) => request.startsWith("pack"))).toHaveLength(1);
    catalogue.stop();
  });

  test("looking at one thing and at another asks the server for nothing", async () => {
    const { plane, open } = founded();
    const farm = open(producer("Ferme"), [good("poire", "Poires"), good("pomme", "Pommes")]);
    const catalogue = await fetched(plane);
    plane.requests.length = 0;
    catalogue.item(`${farm.id}/poire`);
    catalogue.search({ text: "pommes" });
    catalogue.similar(`${farm.id}/pomme`, 4);
    catalogue.home();
    expect(plane.requests).toEqual([]);
  });
});
