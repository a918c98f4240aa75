import { describe, expect, test } from "vitest";
import { toBase64url } from "../../../../crypto/bytes.ts";
import { cosign, witnessNoteKey } from "../../../../crypto/cosignature.ts";
import { makePack } from "../../../../crypto/protocol/pack.ts";
import { signCheckpoint } from "../../../../crypto/checkpoint.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { CodedError } from "../../../../crypto/coded-error.ts";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { judgeEvidence } from "../../../../client/core/log/evidence.ts";
import type { WitnessPolicy } from "../../../../client/core/log/log-sync.ts";
import { seenIn } from "../../../../client/core/log/log-monitor.ts";
import { createTrust } from "../../../../client/core/log/trust.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { accredited, keyName, morning, producer, said } from "../catalogue/public-plane.ts";
import { loggedMarket, origin, wildLog } from "./logged-market.ts";

await ready();

type Market = ReturnType<typeof loggedMarket>;

/** A device of somebody who looks at the market: catalogue and log, without a screen. */
async function deviceOf(market: Market, store = createMemoryStore(), policy: WitnessPolicy | null = null) {
  const platform = market.platform(store);
  const hub = createTopicHub();
  const catalogue = await createCatalogue(platform, hub);
  await catalogue.start();
  await catalogue.refresh().catch(() => undefined);
  const trust = createTrust({ platform, catalogue, hub, policy });
  await trust.check();
  return {
    catalogue,
    trust,
    store,
    /** What this device does when the market says that something changed. */
    look: async () => {
      await catalogue.refresh().catch(() => undefined);
      await trust.check();
    },
    restart: () => deviceOf(market, store, policy),
  };
}

function proof(trust: { evidence(): string | null }): unknown {
  return JSON.parse(trust.evidence() ?? "null");
}

/** The same history up to `size`, and another one from there. */
function forked(market: Market, size: number): void {
  market.log.entries = market.log.entries.slice(0, size);
  const stranger = signingKeyPair();
  market.log.append(said("party", stranger, keyName(stranger), producer("Une autre")));
}

describe("a log that is as it should be", () => {
  test("is read once, and then only what is new", async () => {
    const market = loggedMarket();
    const stall = market.open("Ferme");
    const { trust, look } = await deviceOf(market);
    expect(trust.view).toMatchObject({ state: "verified", refusal: null, absent: [], log: { size: 4 } });
    expect(trust.hold).toBeNull();
    await trust.require([stall.id]);
    market.log.requests.splice(0);
    market.open("Moulin");
    await look();
    expect(trust.view.log?.size).toBe(6);
    expect(new Set(market.log.requests)).toEqual(new Set(["checkpoint", "entries/000.p/6"]));
  });

  test("is asked for by sizes alone, whatever a person looked at", async () => {
    const market = loggedMarket();
    const [one, other] = [market.open("Ferme"), market.open("Moulin")];
    const first = await deviceOf(market);
    await first.trust.require([one.id]);
    const requests = [...market.log.requests];
    market.log.requests.splice(0);
    const second = await deviceOf(market);
    await second.trust.require([other.id]);
    expect(market.log.requests).toEqual(requests);
  });

  test("of several bundles is followed over their borders, and taken up again after a restart", async () => {
    const market = loggedMarket();
    const crowd = (count: number) =>
      Array.from({ length: count }, () => signingKeyPair()).map((key) =>
        said("party", key, keyName(key), producer("Ferme")),
      );
    market.publish(...crowd(253));
    const device = await deviceOf(market);
    expect(device.trust.view.log?.size).toBe(255);
    for (const more of [1, 1, 300]) {
      market.publish(...crowd(more));
      await device.look();
      expect(device.trust.view.state).toBe("verified");
    }
    expect(device.trust.view.log?.size).toBe(557);
    market.log.requests.splice(0);
    const again = await device.restart();
    expect(again.trust.view).toMatchObject({ state: "verified", log: device.trust.view.log });
    expect(market.log.requests).toEqual(["checkpoint"]);
    expect(again.trust.entriesBy(keyName(market.steward))).toEqual(device.trust.entriesBy(keyName(market.steward)));
  });

  test("a partial bundle that gave way to the full one is cut to what was asked for", async () => {
    const market = loggedMarket();
    market.open("Ferme");
    const note = market.log.sign();
    market.log.note = () => note;
    for (let at = 0; at < 300; at++) market.log.entries.push(market.log.entries[0]!);
    const { request } = market.log;
    market.log.request = (route, params, bytesMax) =>
      params["tile"] === "entries/000.p/4"
        ? Promise.reject(new CodedError("request/not-found", "Gone.", { status: 404 }))
        : request(route, params, bytesMax);
    expect((await deviceOf(market)).trust.view).toMatchObject({ state: "verified", log: { size: 4 } });
  });

  test("says nothing against an empty server, on which nobody has founded a market", async () => {
    const market = loggedMarket();
    market.plane.instance = null;
    market.plane.packs = [];
    const { trust } = await deviceOf(market);
    expect([trust.view.state, trust.hold]).toEqual(["checking", null]);
  });
});

describe("without the network", () => {
  test("what was verified counts for two days, and then no more", async () => {
    const market = loggedMarket();
    const stall = market.open("Ferme");
    const device = await deviceOf(market);
    market.plane.online = false;
    const later = await device.restart();
    expect([later.trust.view.state, later.trust.hold]).toEqual(["offline", null]);
    await later.trust.require([stall.id]);
    market.clock.offsetMs = 49 * 3_600_000;
    expect([later.trust.view.state, later.trust.hold]).toEqual(["checking", "checking"]);
    await later.trust.require([stall.id]);
  });

  test("a server that answers everything but the log opens nothing on a first visit", async () => {
    for (const status of [429, 500, 503]) {
      const market = loggedMarket();
      const stall = market.open("Ferme");
      market.log.request = () => Promise.reject(new CodedError("http/error", "No.", { status }));
      const { trust } = await deviceOf(market);
      expect([trust.view.state, trust.hold]).toEqual(["checking", "checking"]);
      expect(trust.vouchesForParty(stall.id)).toBe(false);
    }
  });
});

describe("a log that contradicts itself is refused, and nothing is sent", () => {
  test.for([
    ["shorter than before", -2],
    ["as long as before", -1],
    ["longer than before", -1],
  ] as const)("a fork that is %s", async ([length, from]) => {
    const market = loggedMarket();
    const stall = market.open("Ferme");
    const device = await deviceOf(market);
    const size = market.log.entries.length;
    forked(market, size + from);
    if (length === "longer than before") market.open("Moulin");
    await device.look();
    expect(device.trust.view).toMatchObject({ state: "refused", refusal: { reason: "fork" } });
    expect(device.trust.hold).toBe("refused");
    await expect(device.trust.require([stall.id])).rejects.toMatchObject({ code: "trust/refused" });
    const log = { origin, key: market.log.key };
    expect(judgeEvidence(proof(device.trust), log)).toBe("proven");
    // It stands after a restart, and though the server shows the right history again.
    const again = await device.restart();
    expect(again.trust.view).toMatchObject({ state: "refused", refusal: { reason: "fork" }, log: { size } });
  });

  test("a rollback, until the log is there again", async () => {
    const market = loggedMarket();
    market.open("Ferme");
    const device = await deviceOf(market);
    market.log.note = () => market.log.sign(3);
    await device.look();
    expect(device.trust.view).toMatchObject({ state: "refused", refusal: { reason: "rollback" } });
    expect(judgeEvidence(proof(device.trust))).toBe("told");
    market.log.note = null;
    await device.look();
    expect(device.trust.view).toMatchObject({ state: "verified", refusal: null });
    expect(device.trust.evidence()).toBeNull();
  });

  test("another key, another log, and no checkpoint at all", async () => {
    const cases: readonly [string, (market: Market) => string][] = [
      ["signature", ({ log }) => log.sign(log.entries.length, signingKeyPair())],
      ["signature", ({ log }) => log.sign().replace(/^(.*\n)\d+\n/, "$13\n")],
      ["origin", ({ log }) => log.sign().replaceAll(origin, "other.example/log")],
      ["origin", ({ log }) => signedOf(log, "other.example/log")],
      ["malformed", () => "<!doctype html>"],
      ["malformed", () => ""],
      ["malformed", ({ log }) => log.sign().slice(0, -40)],
      ["malformed", ({ log }) => log.sign().repeat(3000)],
    ];
    for (const [reason, note] of cases) {
      const market = loggedMarket();
      market.open("Ferme");
      market.log.note = () => note(market);
      const { trust } = await deviceOf(market);
      // A note of another name is one that this log's key did not sign.
      const expected = reason === "origin" ? ["origin", "signature"] : [reason];
      expect(expected).toContain(trust.view.refusal?.reason);
      expect(trust.hold).toBe("refused");
      expect(["told", "worthless"]).toContain(judgeEvidence(proof(trust)));
    }
  });

  test("sizes that no log has", async () => {
    for (const [size, reason] of [
      [2 ** 53 - 1, "too-large"],
      [1_000_001, "too-large"],
      [900_000, "withheld"],
    ] as const) {
      const market = loggedMarket();
      market.log.note = () => signCheckpoint({ origin, size, root: new Uint8Array(32) as never }, market.log.pair);
      const { trust } = await deviceOf(market);
      expect(trust.view.refusal?.reason).toBe(reason);
      expect(market.log.requests.length).toBeLessThan(20);
    }
    const market = loggedMarket();
    const honest = market.log.sign();
    market.log.note = () => honest.replace(/^(.*\n)\d+\n/, `$1${2n ** 53n}\n`);
    expect((await deviceOf(market)).trust.view.refusal?.reason).toBe("signature");
  });

  test("entries that are cut, endless, changed, others, or not there", async () => {
    const hostile: ((honest: Uint8Array) => Uint8Array)[] = [
      (honest) => honest.slice(0, -1),
      (honest) => honest.slice(0, 1),
      () => new Uint8Array(),
      () => new Uint8Array(10 * 1024 * 1024),
      () => new Uint8Array(512),
      (honest) => honest.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
      () => {
        throw new CodedError("request/not-found", "Gone.", { status: 404 });
      },
    ];
    for (const bundle of hostile) {
      const market = loggedMarket();
      market.open("Ferme");
      market.log.bundle = bundle;
      const first = await deviceOf(market);
      expect(first.trust.view).toMatchObject({ state: "refused", log: null, refusal: { reason: "withheld" } });
      // The same of somebody who has been here before.
      market.log.bundle = null;
      await first.look();
      market.open("Moulin");
      market.log.bundle = bundle;
      await first.look();
      expect(first.trust.view).toMatchObject({ state: "refused", log: { size: 4 }, refusal: { reason: "withheld" } });
      market.log.bundle = null;
      await first.look();
      expect(first.trust.view).toMatchObject({ state: "verified", log: { size: 6 } });
    }
  });

  test("a log that vanished", async () => {
    const market = loggedMarket();
    market.open("Ferme");
    market.log.request = () => Promise.reject(new CodedError("request/not-found", "Gone.", { status: 404 }));
    expect((await deviceOf(market)).trust.view.refusal?.reason).toBe("withheld");
  });

  test("a log that answers slowly holds, and does not refuse", async () => {
    const market = loggedMarket();
    const stall = market.open("Ferme");
    let answer = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { request } = market.log;
    market.log.request = async (...asked) => {
      await slow;
      return request(...asked);
    };
    const opening = deviceOf(market);
    answer();
    const { trust } = await opening;
    await trust.require([stall.id]);
    expect(trust.view.state).toBe("verified");
  });

  test("an entry of a newer version is read over, and stays in the tree", async () => {
    const market = loggedMarket();
    market.log.entries.push(Uint8Array.of(9, 200, 1, 2, 3));
    market.open("Ferme");
    expect((await deviceOf(market)).trust.view).toMatchObject({ state: "verified", log: { size: 5 } });
  });
});

/** A checkpoint of another log by this log's key. */
function signedOf(log: Market["log"], name: string): string {
  return log.sign(log.entries.length, log.pair, name);
}

describe("witnesses", () => {
  const witness = signingKeyPair();
  const name = "witness.example";
  const policy: WitnessPolicy = { keys: [witnessNoteKey(name, witness.publicKey)], threshold: 1 };
  const hour = 3600;

  test.for([
    ["of an hour ago counts", [-1 * hour], "verified"],
    ["of three days ago does not", [-72 * hour], "refused"],
    ["of tomorrow does not", [24 * hour], "refused"],
    ["is missing", [], "refused"],
    ["is renewed beside an old one", [-72 * hour, -2 * hour], "verified"],
  ] as const)("a cosignature that %s", async ([, times, state]) => {
    const market = loggedMarket();
    market.open("Ferme");
    market.log.cosignatures = times.map((at) => (text) => cosign(text, name, witness, morning / 1000 + at));
    const { trust } = await deviceOf(market, createMemoryStore(), policy);
    expect(trust.view.state).toBe(state);
    if (state === "refused") expect(trust.view.refusal?.reason).toBe("unwitnessed");
    else expect(trust.view.log?.witnesses).toBe(1);
  });

  test("an older head counts as long as it is of this history", async () => {
    const market = loggedMarket();
    market.log.cosignatures = [(text) => cosign(text, name, witness, morning / 1000 - hour)];
    const older = market.log.sign();
    market.log.cosignatures = [];
    market.open("Ferme");
    market.log.witnessed = () => older;
    const device = await deviceOf(market, createMemoryStore(), policy);
    expect(device.trust.view).toMatchObject({ state: "verified", log: { size: 4, witnesses: 1 } });
    // One that the log signed for its witness alone is a fork.
    const honest = market.log.entries;
    forked(market, 1);
    const other = market.log.sign();
    market.log.entries = honest;
    market.log.witnessed = () => other;
    await device.look();
    expect(device.trust.view.refusal?.reason).toBe("fork");
    expect(judgeEvidence(proof(device.trust))).toBe("proven");
  });

  test("what came while nobody witnessed it is read when somebody does, and kept", async () => {
    const market = loggedMarket();
    market.open("Ferme");
    market.log.cosignatures = [(text) => cosign(text, name, witness, morning / 1000 - hour)];
    const device = await deviceOf(market, createMemoryStore(), policy);
    const { cosignatures } = market.log;
    market.log.cosignatures = [];
    market.open("Moulin");
    await device.look();
    expect(device.trust.view).toMatchObject({ state: "refused", refusal: { reason: "unwitnessed" }, log: { size: 4 } });
    market.log.cosignatures = cosignatures;
    await device.look();
    market.log.requests.splice(0);
    const again = await device.restart();
    expect(again.trust.view).toMatchObject({ state: "verified", log: { size: 6 } });
    expect(market.log.requests).toEqual(["checkpoint"]);
  });

  test("one that is not the witness's is none", async () => {
    const market = loggedMarket();
    market.log.cosignatures = [
      (text) => ({ ...cosign(text, name, witness, morning / 1000), signature: new Uint8Array(72) }),
    ];
    const { trust } = await deviceOf(market, createMemoryStore(), policy);
    expect(trust.view.refusal?.reason).toBe("unwitnessed");
  });
});

describe("what the catalogue shows otherwise than the log", () => {
  test("a page that its own key signed twice, and only one is in the log", async () => {
    const market = loggedMarket();
    const stall = market.open("Ferme");
    const device = await deviceOf(market);
    market.plane.packs.push(makePack([said("party", stall.key, stall.id, producer("Fermette"), 2)]));
    await device.look();
    expect(device.trust.view).toMatchObject({ state: "refused", refusal: { reason: "substituted" } });
    const evidence = proof(device.trust) as { statements: { wire: string | null; logged: unknown }[] };
    expect(evidence.statements).toHaveLength(1);
    expect(evidence.statements[0]).toMatchObject({
      wire: toBase64url(said("party", stall.key, stall.id, producer("Fermette"), 2)),
      shown: { revision: 2 },
      logged: { revision: 1, index: 2 },
    });
  });

  test("another text under the same revision", async () => {
    const market = loggedMarket();
    const key = signingKeyPair();
    market.log.append(said("party", key, keyName(key), producer("Une")));
    market.plane.packs.push(makePack([said("party", key, keyName(key), producer("Autre"))]));
    expect((await deviceOf(market)).trust.view.refusal?.reason).toBe("substituted");
  });

  test("an older accreditation than the log has, or none at all", async () => {
    for (const shown of [true, false]) {
      const market = loggedMarket();
      const stall = market.open("Ferme");
      if (!shown) market.plane.packs[1] = makePack([said("party", stall.key, stall.id, producer("Ferme"))]);
      else
        market.log.append(said("accreditation", market.steward, stall.id, { ...accredited, status: "suspended" }, 2));
      const { trust } = await deviceOf(market);
      expect(trust.view).toMatchObject({ state: "refused", refusal: { reason: "outdated" } });
    }
  });

  test("a stall that was never logged is not written to; the others are", async () => {
    const market = loggedMarket();
    const stall = market.open("Ferme");
    const key = signingKeyPair();
    const id = keyName(key);
    market.plane.packs.push(makePack(market.statements(key, producer("Mirage"), [], accredited)));
    const { trust, catalogue } = await deviceOf(market);
    expect(catalogue.party(id)?.party.name).toBe("Mirage");
    expect(trust.view).toMatchObject({ state: "verified", absent: [id] });
    await trust.require([stall.id]);
    await expect(trust.require([stall.id, id])).rejects.toMatchObject({ code: "trust/absent" });
    expect([trust.vouchesFor("party", stall.id, stall.id), trust.vouchesFor("party", id, id)]).toEqual([true, false]);
    // It is looked into once, not at each look.
    const before = market.plane.requests.length;
    await trust.check();
    expect(market.plane.requests.length).toBe(before);
  });

  test("what is said while somebody looks is no contradiction", async () => {
    const market = loggedMarket();
    const stall = market.open("Ferme");
    let revision = 1;
    const { request } = market.log;
    // At each checkpoint the stall has said something new, which the catalogue that was read before cannot have.
    market.log.request = (route, params, bytesMax) => {
      if (route === "logCheckpoint" && revision < 12) {
        market.publish(said("party", stall.key, stall.id, producer("Ferme"), ++revision));
      }
      return request(route, params, bytesMax);
    };
    const device = await deviceOf(market);
    for (let at = 0; at < 4; at++) await device.look();
    expect(device.trust.view).toMatchObject({ state: "verified", refusal: null, absent: [] });
    await device.trust.require([stall.id]);
  });

  test("a market whose own key names another log begins anew, and says so", async () => {
    const market = loggedMarket();
    const stall = market.open("Ferme");
    const device = await deviceOf(market);
    forked(market, 2);
    await device.look();
    expect(device.trust.view.refusal?.reason).toBe("fork");
    const fresh = wildLog();
    market.log.request = fresh.request;
    const name = { origin: "market.example/log2", key: fresh.key };
    fresh.sign = (
      (sign) =>
      (size, by, called = name.origin) =>
        sign(size, by, called)
    )(fresh.sign);
    fresh.append(market.instance(2, name), ...market.statements(stall.key, producer("Ferme"), [], accredited));
    fresh.append(said("party", market.steward, keyName(market.steward), { ...producer("Bureau"), kind: "steward" }));
    market.plane.packs = [
      makePack([
        market.instance(2, name),
        said("party", market.steward, keyName(market.steward), { ...producer("Bureau"), kind: "steward" }),
        ...market.statements(stall.key, producer("Ferme"), [], accredited),
      ]),
    ];
    await device.look();
    expect(device.trust.view).toMatchObject({ state: "verified", renewedOn: "2026-09-23", refusal: null });
  });
});

describe("what others saw", () => {
  test("a checkpoint of the same history changes nothing, a larger one is looked for", async () => {
    const market = loggedMarket();
    market.open("Ferme");
    const { trust } = await deviceOf(market);
    const name = { origin, key: market.log.key };
    trust.heard(seenIn(name, market.log.sign(2)) ?? undefined);
    trust.heard(undefined);
    market.open("Moulin");
    trust.heard(seenIn(name, market.log.sign()) ?? undefined);
    await trust.check();
    expect(trust.view).toMatchObject({ state: "verified", log: { size: 6 } });
  });

  test("another history is a fork, proven by the log's own signatures", async () => {
    const market = loggedMarket();
    market.open("Ferme");
    const { trust } = await deviceOf(market);
    const honest = market.log.entries;
    forked(market, 2);
    const other = market.log.sign();
    market.log.entries = honest;
    trust.heard(seenIn({ origin, key: market.log.key }, other) ?? undefined);
    await trust.check();
    expect(trust.view).toMatchObject({ state: "refused", refusal: { reason: "fork" } });
    expect(judgeEvidence(proof(trust))).toBe("proven");
  });

  test("a larger one that the log no longer shows is a rollback", async () => {
    const market = loggedMarket();
    const { trust } = await deviceOf(market);
    const before = market.log.entries;
    market.open("Ferme");
    const larger = market.log.sign();
    market.log.entries = before.slice(0, 2);
    trust.heard(seenIn({ origin, key: market.log.key }, larger) ?? undefined);
    await trust.check();
    expect(trust.view).toMatchObject({ state: "refused", refusal: { reason: "rollback" } });
  });

  test("what the log did not sign can be made up by anybody, and says nothing", async () => {
    const market = loggedMarket();
    const { trust } = await deviceOf(market);
    const name = { origin, key: market.log.key };
    const seen = seenIn(name, market.log.sign())!;
    for (const size of [0, 1, 2, 2 ** 53 - 1]) {
      trust.heard({ ...seen, size, root: toBase64url(new Uint8Array(32)) });
      trust.heard({ ...seen, size, signature: toBase64url(new Uint8Array(64)) });
    }
    await trust.check();
    expect(trust.view).toMatchObject({ state: "verified", refusal: null });
  });
});

describe("evidence", () => {
  test("is worth nothing when anything in it was changed, or it is of another log", async () => {
    const market = loggedMarket();
    market.open("Ferme");
    const device = await deviceOf(market);
    forked(market, 3);
    market.open("Moulin");
    await device.look();
    const file = proof(device.trust) as Record<string, unknown> & {
      known: string;
      offered: string;
      history: { rootAtShorter: string; consistency: string[] };
    };
    expect(judgeEvidence(file)).toBe("proven");
    const other = toBase64url(new Uint8Array(32));
    const changed: unknown[] = [
      null,
      "",
      { ...file, v: 2 },
      { ...file, more: 1 },
      { ...file, reason: "theft" },
      { ...file, known: file.offered, offered: file.offered },
      { ...file, known: file.known.replace("\n4\n", "\n3\n") },
      { ...file, offered: file.offered.slice(0, -10) },
      { ...file, history: { ...file.history, rootAtShorter: other } },
      { ...file, history: { ...file.history, consistency: file.history.consistency.slice(1) } },
      { ...file, history: { ...file.history, consistency: [...file.history.consistency, other] } },
      { ...file, history: { ...file.history, consistency: Array.from({ length: 200 }, () => other) } },
      { ...file, log: { origin, key: other } },
    ];
    for (const each of changed) expect(judgeEvidence(each)).toBe("worthless");
    expect(judgeEvidence(file, { origin, key: other })).toBe("worthless");
    expect(judgeEvidence({ ...file, history: null })).toBe("told");
  });

  test("holds nothing of the person whose device made it", async () => {
    const market = loggedMarket();
    market.open("Ferme");
    const device = await deviceOf(market);
    forked(market, 2);
    await device.look();
    expect(Object.keys(proof(device.trust) as object)).toEqual([
      "v",
      "kind",
      "reason",
      "on",
      "words",
      "log",
      "known",
      "offered",
      "history",
      "statements",
    ]);
  });
});
