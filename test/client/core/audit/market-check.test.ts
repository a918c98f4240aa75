import { afterEach, beforeEach, expect, test } from "vitest";
import { digestName } from "../../../../crypto/hash.ts";
import { createNodePlatform } from "../../../../client/agent/node-platform.ts";
import { checkMarket } from "../../../../client/core/audit/market-check.ts";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createTrust } from "../../../../client/core/log/create-trust.ts";
import { judgeEvidence } from "../../../../crypto/protocol/log-evidence.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { instanceNamed } from "../../../../instances/registry.ts";
import { type AMarket, openAMarket } from "../../../support/a-market.ts";

// Somebody presses "verify now" on the audit page: the log is read from its first entry, whatever is here already.

let market: AMarket;
beforeEach(async () => {
  market = await openAMarket();
});
afterEach(() => market.close());

async function deviceOf({ origin }: AMarket) {
  const platform = createNodePlatform(origin, instanceNamed("geneva"));
  const hub = createTopicHub();
  const catalogue = await createCatalogue(platform, hub);
  await catalogue.refresh();
  const trust = createTrust({ platform, catalogue, hub, policy: null });
  return { trust, check: () => checkMarket({ platform, catalogue, trust }, null) };
}

/** Calls `then` when the log's head is asked for the `time`-th time from now on. */
function atHead(time: number, then: () => void): void {
  let asked = 0;
  market.spoil(({ url }) => {
    if (url === "/log/checkpoint" && ++asked === time) then();
    return false;
  });
}

test("a market that is as it should be: its log is read whole each time, and has its release", async () => {
  const { check } = await deviceOf(market);
  expect(await check()).toMatchObject({ log: { size: 2 }, release: { inLog: true } });
  market.entries.push({ ...market.entries[1]!, revision: 2, digest: digestName(new Uint8Array(1)) });
  expect(await check()).toMatchObject({ log: { size: 3 }, release: { inLog: false } });
});

test("a log that is shorter, or another, than this device has seen is not reported as fine", async () => {
  const { check, trust } = await deviceOf(market);
  await check();
  const last = market.entries.pop()!;
  await expect(check()).rejects.toMatchObject({ code: "log/refused" });
  expect(trust.view.refusal?.reason).toBe("rollback");
  market.entries.push({ ...last, revision: 2 });
  await expect(check()).rejects.toMatchObject({ code: "log/refused" });
  expect(trust.view.refusal?.reason).toBe("fork");
});

test("a server that shows another history to who reads the log whole is found out, with evidence", async () => {
  const { check, trust } = await deviceOf(market);
  await check();
  atHead(2, () => (market.entries[0] = { ...market.entries[0]!, revision: 7 }));
  await expect(check()).rejects.toMatchObject({ code: "log/forked" });
  await expect.poll(() => trust.view.refusal?.reason).toBe("fork");
  expect(judgeEvidence(JSON.parse(trust.evidence()!), market.founding.body.log)).toBe("proven");
});

test("so is one that shows it a shorter one, and one whose entries are not those that it signed", async () => {
  const { check } = await deviceOf(market);
  await check();
  const { entries } = market;
  atHead(2, () => entries.pop());
  await expect(check()).rejects.toMatchObject({ code: "log/shrunk" });
  market.spoil(({ url }, response) => {
    if (url?.startsWith("/log/tile/entries/") !== true) return false;
    response.end(Buffer.from([0, 2, 9, 9]));
    return true;
  });
  await expect((await deviceOf(market)).check()).rejects.toMatchObject({ code: "log/refused" });
});
