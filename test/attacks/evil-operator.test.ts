import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { fromUtf8, toBase64url, utf8 } from "../../crypto/bytes.ts";
import { witnessNoteKey } from "../../crypto/cosignature.ts";
import { digestName } from "../../crypto/hash.ts";
import type { Statement, StatementOf } from "../../crypto/protocol/exports.ts";
import { makePack, readPack } from "../../crypto/protocol/pack.ts";
import { type CatalogueWire, routes } from "../../crypto/protocol/routes.ts";
import { makeStatement, openStatement } from "../../crypto/protocol/signed-statement.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { encodeIssuerKey } from "../../crypto/tokens/issuer-key.ts";
import { createNodePlatform } from "../../client/agent/node-platform.ts";
import { withPurse } from "../../client/agent/purse.ts";
import { encodeLogEntry, logEntryOf } from "../../crypto/protocol/log-entry.ts";
import { epochLastDay, epochOf } from "../../crypto/protocol/token-epochs.ts";
import { judgeEvidence } from "../../crypto/protocol/log-evidence.ts";
import { instanceNamed } from "../../instances/registry.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { draftOf, openConsumer } from "../client/core/support/orders.ts";
import { type City, type Device, foundCity, openDevice, publish } from "../client/core/support/people.ts";
import { forkLog } from "../support/forking-log.ts";
import { type HostileProxy, type Mischief, startHostileProxy } from "../support/hostile-proxy.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// Whoever runs the server has all its keys, and shows one person something else than everybody: another history of the log,
// an earlier one, a key for tokens that marks this person, a stall that was suspended. The city's own devices speak with the
// server itself; the person's device speaks through the proxy, over real HTTP.

let server: TestServer;
let proxy: HostileProxy;
let city: City;

beforeAll(async () => {
  server = await startTestServer("embedded");
  proxy = await startHostileProxy(() => server.running.port);
  city = await foundCity(server.url);
}, 120_000);
afterEach(() => proxy.setMind(null));
afterAll(async () => {
  await Promise.all([city?.producer.close(), city?.courier.close()]);
  await proxy?.close();
  await server?.stop();
});

/** Requests that hand something over, or draw what would pay for it. */
const giving = new Set(["postEnvelope", "drawTokens", "drawPartyTokens"]);
const givenSince = (from: number): string[] =>
  proxy.requests.slice(from).flatMap(({ route }) => (route !== null && giving.has(route) ? [route] : []));

/** An answer in the place of the server's; anything else passes. */
function instead(bytes: Uint8Array | null, type: string): Mischief {
  if (bytes === null) return { kind: "pass" };
  return { kind: "answer", answer: { status: 200, headers: { "content-type": type }, body: Buffer.from(bytes) } };
}

async function bytesAt(path: string): Promise<Uint8Array> {
  const response = await fetch(server.url + path);
  if (!response.ok) throw new Error(`GET ${path} was answered with ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The catalogue of now, each statement changed or left, under digests that fit; as it will be shown from then on. */
async function showCatalogue(
  change: (wire: Uint8Array) => readonly Uint8Array[] = (wire) => [wire],
): Promise<(also?: (url: string) => Uint8Array | null) => void> {
  const index: CatalogueWire = routes.catalogue.response.parse(JSON.parse(fromUtf8(await bytesAt("/catalogue"))));
  const packs = new Map<string, Uint8Array>();
  const infos = [];
  for (const info of index.packs) {
    const wires = [...readPack(await bytesAt(`/catalogue/packs/${info.digest}`))].flatMap(change);
    const pack = makePack(wires);
    packs.set(digestName(pack), pack);
    infos.push({ digest: digestName(pack), bytes: pack.length, statements: wires.length });
  }
  const shown = utf8(JSON.stringify({ ...index, packs: infos }));
  return (also = () => null) =>
    proxy.setMind(({ route, url }) => {
      const other = also(url);
      if (other !== null) return instead(other, "application/octet-stream");
      if (route === "catalogue") return instead(shown, "application/json");
      return route === "pack"
        ? instead(packs.get(url.split("/").at(-1)!) ?? null, "application/octet-stream")
        : { kind: "pass" };
    });
}

/** Somebody who has seen the market as it is, and is about to order. */
async function aboutToOrder(): Promise<{ device: Device; order: () => Promise<string> }> {
  const { device } = await openConsumer(proxy.origin, city);
  await device.until("trust", ({ state }) => state === "verified");
  await device.core.tokens.take("relay", null);
  await device.until("outbox", ({ waiting }) => waiting.length === 0);
  const draft = await draftOf(device, city, "collection");
  return { device, order: () => device.market.placeOrder(draft) };
}

/** That a device which refuses its market lets nothing out, however often its person asks for it. */
async function keepsSilent(device: Device, order: () => Promise<string>): Promise<void> {
  const from = proxy.requests.length;
  await expect(order()).rejects.toMatchObject({ code: "trust/refused" });
  await device.core.outbox.retryNow();
  expect(device.core.outbox.view.held).toBe("refused");
  expect(givenSince(from)).toEqual([]);
}

/** One more entry of the log, by the server's own door. */
const growLog = (status: "accredited" | "suspended" = "accredited"): Promise<void> =>
  publish(city.producer.core, city.steward, {
    type: "accreditation",
    subject: city.producerId,
    body: { status, labels: [], keyCompared: true },
  });

describe("another history of the log, signed by the log's own key", () => {
  test.each(["changed", "inserted"] as const)("with an entry that was %s", async (how) => {
    const { device, order } = await aboutToOrder();
    const { log } = openOperatorKeys(server.dataDir);
    const forked = await forkLog(server.url, log, how);
    proxy.setMind(({ route, url }) =>
      instead(route === "logCheckpoint" || route === "logTile" ? forked.answer(url) : null, "application/octet-stream"),
    );
    await device.market.checkLog();
    const { refusal } = await device.until("trust", ({ state }) => state === "refused");
    expect(refusal?.reason).toBe("fork");
    const file = JSON.parse((await device.market.evidence())!) as { log: { origin: string } };
    expect(judgeEvidence(file, { origin: file.log.origin, key: toBase64url(log.publicKey) })).toBe("proven");
    await keepsSilent(device, order);

    // A log that has signed both has no right one any more.
    proxy.setMind(null);
    const again = await device.restart();
    await again.market.checkLog();
    expect(again.core.trust.view).toMatchObject({ state: "refused", refusal: { reason: "fork" } });
    await again.close();
  });
});

test("an earlier head of the log is refused while it is shown, and the order goes out when it is over", async () => {
  const earlier = await bytesAt("/log/checkpoint");
  await growLog();
  const { device, order } = await aboutToOrder();
  proxy.setMind(({ route }) => instead(route === "logCheckpoint" ? earlier : null, "text/plain; charset=utf-8"));
  await device.market.checkLog();
  const { refusal } = await device.until("trust", ({ state }) => state === "refused");
  expect(refusal?.reason).toBe("rollback");
  expect(judgeEvidence(JSON.parse((await device.market.evidence())!))).toBe("told");
  await keepsSilent(device, order);

  proxy.setMind(null);
  await device.market.checkLog();
  const from = proxy.requests.length;
  const thread = await order();
  await city.producer.until("desk", ({ orders }) => orders.some((one) => one.thread === thread), city.producerId);
  expect(givenSince(from)).toContain("postEnvelope");
  await device.close();
});

describe("a key for tokens that the operator signed for one person alone", () => {
  /** The week's statements of the operator about keys, with a modulus that nobody else was shown. */
  function ofOnesOwn(wire: Uint8Array, more: Partial<Statement>): Uint8Array {
    const { statement } = openStatement(wire);
    if (statement.type !== "token-key") throw new Error("This is about another statement.");
    const publicKey = toBase64url(encodeIssuerKey(2n ** 2047n + 2n ** 1000n + 1n));
    const content = { ...statement, ...more, body: { ...statement.body, publicKey } } as Statement;
    return makeStatement(content, openOperatorKeys(server.dataDir).operator).wire;
  }
  const isKey = (wire: Uint8Array): boolean => openStatement(wire).statement.type === "token-key";

  test.each([
    ["in the place of everybody's", (wire: Uint8Array) => [ofOnesOwn(wire, {})]],
    [
      "as a newer one",
      (wire: Uint8Array) => [ofOnesOwn(wire, { revision: openStatement(wire).statement.revision + 1 })],
    ],
  ] as const)("%s is drawn with by nobody", async (_, change) => {
    const from = proxy.requests.length;
    const show = await showCatalogue((wire) => (isKey(wire) ? change(wire) : [wire]));
    show();
    const device = await openDevice(proxy.origin);
    // The statement itself is genuine: what is missing is the log.
    await device.until("catalogue", () => (device.core.catalogue.issuer?.tokenKeys.length ?? 0) >= 2);
    await device.market.createAccountWithCode();
    await expect(device.core.tokens.take("relay", null)).rejects.toMatchObject({ code: "token/unavailable" });
    const { refusal } = await device.until("trust", ({ state }) => state === "refused");
    expect(refusal?.reason).toBe("substituted");
    expect(givenSince(from)).toEqual([]);

    // Somebody who is shown what everybody is shown draws at once: nothing else kept the first device from it.
    proxy.setMind(null);
    const elsewhere = await openDevice(proxy.origin);
    await elsewhere.market.createAccountWithCode();
    await elsewhere.core.tokens.take("relay", null);
    expect(givenSince(from)).toContain("drawTokens");
    await Promise.all([device.close(), elsewhere.close()]);

    // Nor by a program of somebody's: it registers no account, and opens no space.
    show();
    const before = proxy.requests.length;
    const agent = withPurse(createNodePlatform(proxy.origin, instanceNamed("geneva")));
    await expect(agent.openSpace(signingKeyPair())).rejects.toMatchObject({ code: "trust/refused" });
    const asked = proxy.requests.slice(before).map((request) => request.route);
    expect(asked).not.toContain("registerWithCode");
    expect(asked).not.toContain("drawTokens");
    proxy.setMind(null);
    const honest = withPurse(createNodePlatform(proxy.origin, instanceNamed("geneva")));
    await honest.openSpace(signingKeyPair());
    expect(givenSince(before)).toEqual(["drawTokens"]);
  });
});

test("more than two keys of a purpose at a time, all of them in the log that is shown, are drawn with by nobody", async () => {
  const week = epochOf(Date.now());
  const { operator } = openOperatorKeys(server.dataDir);
  const author = toBase64url(operator.publicKey);
  /** Keys that claim other weeks, and to be good today. */
  const more = (["relay", "space"] as const).flatMap((purpose) =>
    [2, 4].map((weeks) => {
      const epoch = epochOf(Date.now() - weeks * 7 * 86_400_000);
      const publicKey = toBase64url(encodeIssuerKey(2n ** 2047n + BigInt(weeks) + 1n));
      const body = { purpose, epoch, publicKey, notBefore: epoch, notAfter: epochLastDay(week) } as const;
      const head = { v: 1, type: "token-key", author, revision: 1, issuedOn: week } as const;
      return makeStatement<StatementOf<"token-key">>({ ...head, subject: `${purpose}-${epoch}`, body }, operator);
    }),
  );
  const forked = await forkLog(
    server.url,
    openOperatorKeys(server.dataDir).log,
    more.map((signed) => encodeLogEntry(logEntryOf(signed)!)),
  );
  let isFirst = true;
  const show = await showCatalogue((wire) => {
    const all = isFirst ? [wire, ...more.map((signed) => signed.wire)] : [wire];
    isFirst = false;
    return all;
  });
  show((url) => forked.answer(url));
  const from = proxy.requests.length;
  const device = await openDevice(proxy.origin);
  await device.until("catalogue", () => (device.core.catalogue.issuer?.tokenKeys.length ?? 0) >= 6);
  await device.until("trust", ({ state }) => state === "verified");
  await device.market.createAccountWithCode();
  for (const purpose of ["relay", "space"] as const) {
    await expect(device.core.tokens.take(purpose, null)).rejects.toMatchObject({ code: "token/keys" });
  }
  const agent = withPurse(createNodePlatform(proxy.origin, instanceNamed("geneva")));
  await expect(agent.openSpace(signingKeyPair())).rejects.toMatchObject({ code: "token/keys" });
  expect(givenSince(from)).toEqual([]);
  await device.close();
});

test("a program draws nothing in a market whose log no witness of its city has seen", async () => {
  const platform = createNodePlatform(proxy.origin, instanceNamed("geneva"));
  let seconds = 0;
  // A clock in which its patience is soon over.
  const hasty = { ...platform, now: () => Date.now() + 1000 * seconds++ };
  const from = proxy.requests.length;
  const policy = { keys: [witnessNoteKey("elsewhere.example/witness", signingKeyPair().publicKey)], threshold: 1 };
  const refused = withPurse(hasty, policy).openSpace(signingKeyPair());
  await expect(refused).rejects.toMatchObject({ code: "token/unavailable" });
  expect(givenSince(from)).toEqual([]);
  await withPurse(platform).openSpace(signingKeyPair());
});

describe("a catalogue in which a suspended stall is still accredited", () => {
  test("is refused as outdated by who knew the stall, and by who comes for the first time", async () => {
    const { device, order } = await aboutToOrder();
    const show = await showCatalogue();
    show();
    await growLog("suspended");
    await device.market.checkLog();
    const { refusal } = await device.until("trust", ({ state }) => state === "refused");
    expect(refusal?.reason).toBe("outdated");
    const { statements } = JSON.parse((await device.market.evidence())!) as {
      statements: { shown: { revision: number }; logged: { revision: number } }[];
    };
    expect(statements).toHaveLength(1);
    expect(statements[0]!.logged.revision).toBeGreaterThan(statements[0]!.shown.revision);
    await keepsSilent(device, order);

    const from = proxy.requests.length;
    const fresh = await openDevice(proxy.origin);
    await fresh.until("trust", ({ state }) => state === "refused");
    expect(fresh.core.trust.view.refusal?.reason).toBe("outdated");
    expect(fresh.core.trust.vouchesForParty(city.producerId)).toBe(false);
    expect(givenSince(from)).toEqual([]);
    await Promise.all([device.close(), fresh.close()]);
  });
});

// The last ones: of a log that has signed two histories, the stall never believes another word.
describe("two histories, each shown to one side, that meet in the mail", () => {
  // It was suspended a moment ago.
  beforeAll(() => growLog());

  /** An entry of somebody whom nobody has heard of. */
  const strangerComes = async (): Promise<void> => {
    const key = signingKeyPair();
    const author = toBase64url(key.publicKey);
    const head = { v: 1, type: "party", author, subject: author, revision: 1 } as const;
    const body = { kind: "producer", name: "Arrivée", trade: { fr: "x" }, since: "2026-01-01" } as const;
    const content = { ...head, issuedOn: new Date().toISOString().slice(0, 10), body };
    await server.running.app.statements.accept(makeStatement<StatementOf<"party">>(content, key).wire);
  };
  /** From now on whoever speaks through the proxy is shown another history; mail passes, since nobody can read it. */
  const mislead = async (): Promise<void> => {
    const forked = await forkLog(server.url, openOperatorKeys(server.dataDir).log, "inserted");
    proxy.setMind(({ route, url }) =>
      instead(route === "logCheckpoint" || route === "logTile" ? forked.answer(url) : null, "application/octet-stream"),
    );
  };

  test("the stall's answer tells the customer, who sends nothing more", async () => {
    const { producer, producerId } = city;
    const { device, order } = await aboutToOrder();
    const thread = await order();
    await producer.until("desk", ({ orders }) => orders.some((one) => one.thread === thread), producerId);
    await device.until("outbox", ({ waiting }) => waiting.length === 0);
    await strangerComes();
    await mislead();
    await device.market.checkLog();
    expect(device.core.trust.view.state).toBe("verified");

    await producer.market.checkLog();
    await producer.market.act(producerId, thread, { type: "accept" });
    const { refusal } = await device.until("trust", ({ state }) => state === "refused");
    expect(refusal?.reason).toBe("fork");
    expect(judgeEvidence(JSON.parse((await device.market.evidence())!))).toBe("proven");
    await keepsSilent(device, order);
    expect(producer.core.trust.view.state).toBe("verified");
    await device.close();
  });

  test("a customer's order tells the stall, although the customer sees nothing wrong", async () => {
    const { producer, producerId } = city;
    await strangerComes();
    await mislead();
    const { device, order } = await aboutToOrder();
    await strangerComes();
    await producer.market.checkLog();
    const thread = await order();
    await producer.until("desk", ({ orders }) => orders.some((one) => one.thread === thread), producerId);
    const { refusal } = await producer.until("trust", ({ state }) => state === "refused");
    expect(refusal?.reason).toBe("fork");
    expect(judgeEvidence(JSON.parse((await producer.market.evidence())!))).toBe("proven");
    expect(device.core.trust.view.state).toBe("verified");
    await device.close();
  });
});
