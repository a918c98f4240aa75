import { describe, expect, test } from "vitest";
import { toBase64url } from "../../../../crypto/bytes.ts";
import { makePack } from "../../../../crypto/protocol/pack.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { judgeEvidence } from "../../../../crypto/protocol/log-evidence.ts";
import { seenIn } from "../../../../client/core/log/log-monitor.ts";
import { accredited, keyName, producer, said } from "../catalogue/public-plane.ts";
import { loggedMarket, origin, wildLog } from "./logged-market.ts";
import { deviceOf, forked, proof } from "./follower.ts";

await ready();

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
