import { describe, expect, test } from "vitest";
import { cosign, witnessNoteKey } from "../../../../crypto/cosignature.ts";
import { signCheckpoint } from "../../../../crypto/checkpoint.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { CodedError } from "../../../../crypto/coded-error.ts";
import { judgeEvidence } from "../../../../crypto/protocol/log-evidence.ts";
import type { WitnessPolicy } from "../../../../crypto/protocol/witness-policy.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import { keyName, morning, producer, said } from "../catalogue/public-plane.ts";
import { loggedMarket, origin } from "./logged-market.ts";
import { deviceOf, forked, proof, type LoggedMarket } from "./follower.ts";

await ready();

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
    const cases: readonly [string, (market: LoggedMarket) => string][] = [
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
function signedOf(log: LoggedMarket["log"], name: string): string {
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
