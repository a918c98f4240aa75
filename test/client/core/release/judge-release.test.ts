import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fromBase64url } from "../../../../crypto/bytes.ts";
import { digestName } from "../../../../crypto/hash.ts";
import { logEntryOf } from "../../../../crypto/protocol/log-entry.ts";
import { judgeReleaseEvidence } from "../../../../crypto/protocol/release-evidence.ts";
import { openStatement } from "../../../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../../../crypto/protocol/statements.ts";
import type { InstalledFile, ReleaseVerdict } from "../../../../client/core/api.ts";
import { createNodePlatform } from "../../../../client/agent/node-platform.ts";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createTrust } from "../../../../client/core/log/create-trust.ts";
import { type Evidence, judgeEvidence } from "../../../../crypto/protocol/log-evidence.ts";
import { judgeRelease } from "../../../../client/core/release/judge-release.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { instanceNamed } from "../../../../instances/registry.ts";
import { type AMarket, at, openAMarket, releaseOf } from "../../../support/a-market.ts";
import { newSigner, stated } from "../../../support/market-statements.ts";

// A server offers a newer version of the program; the version in use judges it.

let market: AMarket;
beforeEach(async () => {
  market = await openAMarket();
});
afterEach(() => market.close());

/** What a service worker puts by: everything but itself. */
const putBy = (): InstalledFile[] =>
  [...market.files]
    .filter(([path]) => path !== "/service-worker.js")
    .map(([path, content]) => ({ path, digest: digestName(Buffer.from(content)) }));
/** Somebody's device, with what it has seen of the market so far. */
async function deviceOf({ origin, founding }: AMarket, instance: StatementOf<"instance"> | null = founding) {
  const platform = createNodePlatform(origin, instanceNamed("geneva"));
  const hub = createTopicHub();
  const catalogue = await createCatalogue(platform, hub);
  await catalogue.refresh().catch(() => undefined);
  const trust = createTrust({ platform, catalogue, hub, policy: null });
  const { transport } = platform;
  const judge = (installed: readonly InstalledFile[]) =>
    judgeRelease({ transport, trust, instance, now: () => 1_790_000_000_000 }, installed);
  return { trust, judge };
}
/** The verdict of somebody who comes for the first time. */
const judged = async (
  installed = putBy(),
  instance: StatementOf<"instance"> | null = market.founding,
): Promise<ReleaseVerdict> => (await deviceOf(market, instance)).judge(installed);
const worthOf = ({ evidence }: { readonly evidence: string }) =>
  judgeReleaseEvidence(JSON.parse(evidence), market.founding.body.log);
const reasonOf = async (verdict: Promise<ReleaseVerdict>): Promise<string> => {
  const result = await verdict;
  // Whatever is refused, the file that is kept of it holds what it says.
  if (!result.taken) expect(worthOf(result)).not.toBe("worthless");
  return result.taken ? "taken" : result.reason;
};
/** Serves other files, and says so. */
function serve(path: string, content: string, settings: { revision: number; logged: boolean }): void {
  market.files.set(path, content);
  const { revision, logged } = settings;
  market.said = stated(market.operator, "release", releaseOf(market.files), { subject: "client", revision });
  if (logged) market.entries.push(logEntryOf(market.said)!);
}

test("a release that is signed, the newest in the log, and installed as it says is taken", async () => {
  expect(await judged()).toEqual({ taken: true, version: "0.1.0" });
  serve("/icon.svg", "<svg/>", { revision: 2, logged: true });
  expect(await judged()).toEqual({ taken: true, version: "0.1.0" });
  expect(await judged([])).toEqual({ taken: true, version: "0.1.0" });
});

describe("is not taken", () => {
  test("one that nothing is said of", async () => {
    market.spoil(at("/release", (response) => response.writeHead(404).end()));
    expect(await reasonOf(judged())).toBe("release/unsaid");
  });

  test("one by another key than the market's own statement names, or by none", async () => {
    const other = stated(newSigner(), "release", releaseOf(market.files), { subject: "client" });
    const spoiled = Uint8Array.from(market.said.wire);
    spoiled[0]! ^= 1;
    const party = stated(market.operator, "party", {
      kind: "producer",
      name: "x",
      trade: { fr: "x" },
      since: "2026-01-01",
    });
    for (const wire of [other.wire, spoiled, party.wire, market.said.wire.subarray(1), new Uint8Array(3)]) {
      market.said = { ...market.said, wire };
      expect(await reasonOf(judged())).toBe("release/unsigned");
    }
  });

  test("one that is not in the log, not the newest in it, or there in another's name", async () => {
    serve("/icon.svg", "<svg/>", { revision: 2, logged: false });
    expect(await reasonOf(judged())).toBe("release/unlogged");
    market.entries.push({ ...logEntryOf(market.said)!, author: newSigner().name });
    expect(await reasonOf(judged())).toBe("release/unlogged");
    market.entries.push({ ...logEntryOf(market.said)!, type: "party" });
    expect(await reasonOf(judged())).toBe("release/unlogged");
    market.entries.push(logEntryOf(market.said)!);
    expect(await reasonOf(judged())).toBe("taken");
    market.entries.push({ ...logEntryOf(market.said)!, revision: 3, digest: digestName(new Uint8Array(1)) });
    expect(await reasonOf(judged())).toBe("release/unlogged");
  });

  test("one of which a file is another, is missing, or is not named", async () => {
    const [first, ...others] = putBy();
    const other = digestName(new Uint8Array(9));
    expect(await reasonOf(judged([{ ...first!, digest: other }, ...others]))).toBe("release/files");
    expect(await reasonOf(judged([{ ...first!, digest: null }, ...others]))).toBe("release/files");
    expect(await reasonOf(judged([...putBy(), { path: "/more.js", digest: other }]))).toBe("release/files");
  });

  test("one whose service worker is another, or is not there", async () => {
    market.files.set("/service-worker.js", "self.skipWaiting()");
    expect(await reasonOf(judged())).toBe("release/files");
    expect(await reasonOf(judged([]))).toBe("release/files");
    market.files.delete("/service-worker.js");
    expect(await reasonOf(judged())).toBe("release/files");
  });

  test("one of a log that is signed by another key, does not have what it signs, is malformed or gone", async () => {
    const other = await openAMarket();
    const foreign = await fetch(`${other.origin}/log/checkpoint`).then((answer) => answer.text());
    await other.close();
    let spoiled = "";
    market.spoil((request, response) => {
      const { url = "" } = request;
      const isEntries = url.startsWith("/log/tile/");
      if (spoiled === "other" && isEntries) {
        market.entries[0] = { ...market.entries[0]!, revision: market.entries[0]!.revision + 1 };
        return false;
      }
      if (spoiled === "gone" && url.startsWith("/log/")) response.writeHead(404).end();
      else if (spoiled === "short" && isEntries) response.end("short");
      else if (spoiled === "foreign" && url === "/log/checkpoint") response.end(foreign);
      else if (spoiled === "malformed" && url === "/log/checkpoint") response.end("x");
      else return false;
      return true;
    });
    for (const way of ["foreign", "malformed", "short", "gone", "other"]) {
      spoiled = way;
      expect(await reasonOf(judged()), way).toBe("release/log");
    }
  });
});

describe("by who has followed the log: what was seen before counts", () => {
  test("a log that is shorter than before is refused, with both checkpoints; once it is whole again, all is well", async () => {
    const { judge, trust } = await deviceOf(market);
    serve("/icon.svg", "<svg/>", { revision: 2, logged: true });
    expect(await reasonOf(judge(putBy()))).toBe("taken");
    const last = market.entries.pop()!;
    market.said = stated(market.operator, "release", releaseOf(market.files), { subject: "client", revision: 1 });
    market.entries[1] = logEntryOf(market.said)!;
    // Whoever comes for the first time sees nothing wrong in it.
    expect(await reasonOf(judged())).toBe("taken");

    const verdict = await judge(putBy());
    if (verdict.taken) throw new Error("It must not be taken.");
    expect(verdict.reason).toBe("release/log");
    const { logEvidence } = JSON.parse(verdict.evidence) as { logEvidence: Evidence };
    expect(logEvidence).toMatchObject({ reason: "fork", known: expect.any(String), offered: expect.any(String) });
    expect(judgeEvidence(logEvidence, market.founding.body.log)).toBe("proven");
    expect(worthOf(verdict)).toBe("proven");
    expect(trust.view.refusal?.reason).toBe("fork");
    expect(JSON.parse(trust.evidence()!)).toEqual(logEvidence);
    expect(last.revision).toBe(2);
  });

  test("an earlier head is a rollback, told and not for ever", async () => {
    const { judge, trust } = await deviceOf(market);
    serve("/icon.svg", "<svg/>", { revision: 2, logged: true });
    expect(await reasonOf(judge(putBy()))).toBe("taken");
    const [last, said] = [market.entries.pop()!, market.said];
    expect(await reasonOf(judge(putBy()))).toBe("release/log");
    expect(trust.view).toMatchObject({ state: "refused", refusal: { reason: "rollback" } });
    market.entries.push(last);
    market.said = said;
    expect(await reasonOf(judge(putBy()))).toBe("taken");
    expect(trust.view.refusal).toBeNull();
  });

  test("another history that has the release offered, signed by the log's own key, is a fork for good", async () => {
    const { judge, trust } = await deviceOf(market);
    expect(await reasonOf(judge(putBy()))).toBe("taken");
    const [honest] = market.entries;
    market.entries[0] = { ...honest!, revision: 7 };
    serve("/assets/index-BBBBBBBB.js", "fetch('//elsewhere')", { revision: 2, logged: true });
    const verdict = await judge(putBy());
    if (verdict.taken) throw new Error("It must not be taken.");
    const { logEvidence } = JSON.parse(verdict.evidence) as { logEvidence: Evidence };
    expect(judgeEvidence(logEvidence, market.founding.body.log)).toBe("proven");
    market.entries[0] = honest!;
    expect(await reasonOf(judge(putBy()))).toBe("release/log");
    expect(trust.view.refusal?.reason).toBe("fork");
  });

  test("a catalogue that contradicts the log keeps nobody from a release that the log has", async () => {
    const { judge, trust } = await deviceOf(market);
    // The log has a newer word of who founded the market than the catalogue shows.
    market.entries.push({ ...market.entries[0]!, revision: 9 });
    expect(await reasonOf(judge(putBy()))).toBe("taken");
    expect(trust.view.refusal?.reason).toBe("outdated");
  });
});

test("what shows why is kept: the statement as it came, the checkpoint, and each file that differs", async () => {
  serve("/icon.svg", "<svg/>", { revision: 2, logged: true });
  const installed = putBy().map((file) => (file.path === "/icon.svg" ? { ...file, digest: null } : file));
  const verdict = await judged(installed);
  if (verdict.taken) throw new Error("It must not be taken.");
  const evidence = JSON.parse(verdict.evidence) as Record<string, unknown>;
  expect(evidence).toMatchObject({
    v: 1,
    kind: "smartketplace/release-evidence",
    reason: "release/files",
    instance: market.instance.name,
    operator: market.operator.name,
    differing: [{ path: "/icon.svg", installed: null, released: digestName(Buffer.from("<svg/>")) }],
  });
  expect(openStatement(fromBase64url(evidence["release"] as string)).digest).toBe(market.said.digest);
  expect(evidence["checkpoint"]).toContain("market.example/log\n3\n");
  const { log } = market.founding.body;
  expect(judgeReleaseEvidence(evidence, log)).toBe("told");
  const other = digestName(new Uint8Array(7));
  for (const changed of [
    { reason: "release/unsaid" },
    { reason: "release/unsigned" },
    { reason: "release/unlogged" },
    { reason: "release/log" },
    { operator: newSigner().name },
    { release: null },
    { release: "AAAA" },
    { differing: [] },
    { differing: [{ path: "/icon.svg", installed: null, released: other }] },
    { checkpoint: (evidence["checkpoint"] as string).replace("3", "4") },
    { log: { ...log, origin: "other.example/log" } },
    { v: 2 },
  ]) {
    const worth = judgeReleaseEvidence({ ...evidence, ...changed }, log);
    expect(worth, JSON.stringify(Object.entries(changed))).toBe("worthless");
  }
});

describe("cannot be told, and can be asked again", () => {
  test("without a network, while the server is ill, or before the market's own statement is here", async () => {
    await expect(judged(putBy(), null)).rejects.toMatchObject({ code: "network/offline" });
    for (const path of ["/release", "/log/checkpoint", "/log/tile/entries/000.p/2", "/service-worker.js"]) {
      const one = await openAMarket();
      one.spoil(at(path, (response) => response.writeHead(503).end()));
      const { judge } = await deviceOf(one);
      await expect(judge([])).rejects.toThrow();
      await one.close();
    }
    const { judge } = await deviceOf(market);
    await market.close();
    await expect(judge([])).rejects.toMatchObject({ code: "network/offline" });
    market = await openAMarket();
  });

  test("a log with entries of a newer version, unless the release is there where it can be read", async () => {
    market.leaves.push(Uint8Array.of(9, 9));
    expect(await reasonOf(judged())).toBe("taken");
    serve("/icon.svg", "<svg/>", { revision: 2, logged: false });
    await expect(judged()).rejects.toMatchObject({ code: "log-entry/version" });
  });
});
