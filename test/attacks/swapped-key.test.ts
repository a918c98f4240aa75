import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { toBase64url } from "../../crypto/bytes.ts";
import { envelopeKeyId, keyId } from "../../crypto/envelope.ts";
import { digestName } from "../../crypto/hash.ts";
import { type KemKeyPair, kemKeyPair } from "../../crypto/hpke.ts";
import type { Statement } from "../../crypto/protocol/exports.ts";
import { makePack, readPack } from "../../crypto/protocol/pack.ts";
import type { CatalogueWire } from "../../crypto/protocol/routes.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { signStatement, statementJson } from "../../crypto/statement.ts";
import { createHttpTransport } from "../../client/core/http-transport.ts";
import type { Transport } from "../../client/core/platform.ts";
import { cheese, type City, type Device, foundCity, openDevice, publish } from "../client/core/support/people.ts";
import { draftOf, seesShop } from "../client/core/support/orders.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// The server serves a catalogue in which a party's inbox key, or the whole party, is another: packs and the list that names
// them are its to write. What it does not have is the party's identity key.

let server: TestServer;
let city: City;
let evil: KemKeyPair;
let evilSigner: SigningKeyPair;
/** Every envelope that left a device, by the key it names. */
let posted: string[] = [];
let change: ((statement: Statement, wire: Uint8Array) => Uint8Array) | null = null;
let frozen: Map<string, unknown> | null = null;

/** A transport whose catalogue is rewritten, statement by statement, under digests that fit. */
function rewriting(plain: Transport): Transport {
  const packs = new Map<string, Uint8Array>();
  const rewritten = async (digest: string): Promise<Uint8Array> => {
    const bytes = await plain.request("pack", { params: { digest } });
    return makePack([...readPack(bytes)].map((wire) => change!(JSON.parse(statementJson(wire)) as Statement, wire)));
  };
  return {
    ...plain,
    request: async (route, options) => {
      if (route === "postEnvelope") posted.push(toBase64url(envelopeKeyId(options!.body as Uint8Array)!));
      const name = `${route} ${options?.params?.["digest"] ?? ""}`;
      if (frozen?.has(name) === true) return frozen.get(name) as never;
      if (change === null || (route !== "catalogue" && route !== "pack")) {
        const answer = await plain.request(route, options);
        return answer;
      }
      if (route === "pack") return packs.get(options!.params!["digest"]!) as never;
      const index: CatalogueWire = await plain.request("catalogue");
      const infos = [];
      for (const info of index.packs) {
        const bytes = await rewritten(info.digest);
        packs.set(digestName(bytes), bytes);
        infos.push({ ...info, digest: digestName(bytes), bytes: bytes.length });
      }
      return { ...index, packs: infos } as never;
    },
  };
}

const open = (store?: Device["store"]): Promise<Device> => {
  const transport = rewriting(createHttpTransport(server.url, { cookieJar: true }));
  return openDevice(server.url, { transport, ...(store && { store }) });
};

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
  evil = kemKeyPair();
  evilSigner = signingKeyPair();
}, 120_000);
afterEach(() => {
  posted = [];
  change = null;
  frozen = null;
});
afterAll(async () => {
  await Promise.all([city?.producer.close(), city?.courier.close()]);
  await server?.stop();
});

/** The statement with the attacker's inbox key in it, a revision higher, signed by whom the attacker can. */
function withEvilKey(author: string): (statement: Statement, wire: Uint8Array) => Uint8Array {
  return (statement, wire) => {
    if (statement.type !== "inbox-key") return wire;
    const body = { ...statement.body, kemPublicKey: toBase64url(evil.publicKey) };
    const forged = { ...statement, author: author || statement.author, revision: statement.revision + 5, body };
    // Past the checks of whoever makes statements honestly.
    return signStatement(JSON.stringify(forged), evilSigner);
  };
}

test("a device that knows a stall keeps the stall's own key, says that something was forged, and seals to nobody else", async () => {
  const device = await open();
  await device.market.createAccountWithCode();
  await seesShop(device, city);
  const genuine = device.core.catalogue.inboxKey(city.producerId)!.kemPublicKey;
  change = withEvilKey("");
  await device.core.catalogue.refresh();
  await device.core.catalogue.verified();
  expect(device.core.catalogue.view.problem).toBe("catalogue/forged");
  const now = device.core.catalogue.inboxKey(city.producerId);
  if (now !== null) expect(now.kemPublicKey).toEqual(genuine);
  const placing = draftOf(device, city, "collection").then((draft) => device.market.placeOrder(draft));
  await placing.then(
    () => device.until("outbox", ({ waiting }) => waiting.length === 0),
    (thrown: unknown) => expect(thrown).toMatchObject({ code: "party/unreachable" }),
  );
  expect(posted).not.toContain(toBase64url(keyId(evil.publicKey)));
  await device.close();
});

test("a device that never saw the stall before sends it nothing", async () => {
  const device = await open();
  await device.market.createAccountWithCode();
  await seesShop(device, city);
  const draft = await draftOf(device, city, "collection");
  await device.close();
  change = withEvilKey("");
  const fresh = await open();
  await fresh.market.createAccountWithCode();
  await fresh.until("catalogue", ({ verified, items }) => verified && items > 0);
  await fresh.core.catalogue.verified();
  expect(fresh.core.catalogue.inboxKey(city.producerId)).toBeNull();
  expect(fresh.core.catalogue.view.problem).toBe("catalogue/forged");
  await fresh.market.setBasketLine(`${city.producerId}/tomme`, "whole", 1);
  await expect(fresh.market.placeOrder(draft)).rejects.toMatchObject({ code: "party/unreachable" });
  expect(posted).toEqual([]);
  await fresh.close();
});

test("a key that somebody else signs for the stall is not the stall's", async () => {
  const device = await open();
  await device.market.createAccountWithCode();
  await seesShop(device, city);
  change = withEvilKey(toBase64url(evilSigner.publicKey));
  const fresh = await open();
  await fresh.until("catalogue", ({ verified, items }) => verified && items > 0);
  expect(fresh.core.catalogue.inboxKey(city.producerId)).toBeNull();
  await Promise.all([device.close(), fresh.close()]);
});

test("an older catalogue is not gone back to, and is said to be one", async () => {
  const device = await open();
  await device.market.createAccountWithCode();
  await seesShop(device, city);
  const plain = createHttpTransport(server.url);
  const index: CatalogueWire = await plain.request("catalogue");
  const old = new Map<string, unknown>([["catalogue ", index]]);
  for (const { digest } of index.packs) old.set(`pack ${digest}`, await plain.request("pack", { params: { digest } }));

  const dearer = { ...cheese, variants: [{ ...cheese.variants[0]!, priceMinor: 1600 }] };
  const key = city.producer.core.session.partyKey(city.producerId);
  await publish(city.producer.core, key, {
    type: "shelf",
    subject: "fromages",
    body: { name: { fr: "Fromages" }, items: [dearer] },
  });
  const price = () => device.core.catalogue.item(`${city.producerId}/tomme`)?.item.variants[0]?.priceMinor;
  await device.until("catalogue", () => price() === 1600);
  await device.core.catalogue.verified();
  frozen = old;
  await device.core.catalogue.refresh();
  await device.core.catalogue.verified();
  expect(device.core.catalogue.view.problem).toBe("catalogue/rollback");
  expect(price()).toBe(1600);
  await device.close();
});
