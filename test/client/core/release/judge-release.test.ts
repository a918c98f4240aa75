import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fromBase64url } from "../../../../crypto/bytes.ts";
import { digestName } from "../../../../crypto/hash.ts";
import { logEntryOf } from "../../../../crypto/protocol/log-entry.ts";
import { openStatement } from "../../../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../../../crypto/protocol/statements.ts";
import type { InstalledFile, ReleaseVerdict } from "../../../../client/core/api.ts";
import { createHttpTransport } from "../../../../client/core/http-transport.ts";
import { judgeRelease } from "../../../../client/core/release/judge-release.ts";
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
const judged = (
  installed = putBy(),
  instance: StatementOf<"instance"> | null = market.founding,
): Promise<ReleaseVerdict> =>
  judgeRelease({ transport: createHttpTransport(market.origin), instance, now: () => 1_790_000_000_000 }, installed);
const reasonOf = async (verdict: Promise<ReleaseVerdict>): Promise<string> => {
  const result = await verdict;
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
});

describe("cannot be told, and can be asked again", () => {
  test("without a network, while the server is ill, or before the market's own statement is here", async () => {
    await expect(judged(putBy(), null)).rejects.toMatchObject({ code: "network/offline" });
    for (const path of ["/release", "/log/checkpoint", "/log/tile/entries/000.p/2", "/service-worker.js"]) {
      const one = await openAMarket();
      one.spoil(at(path, (response) => response.writeHead(503).end()));
      const transport = createHttpTransport(one.origin);
      await expect(judgeRelease({ transport, instance: one.founding, now: Date.now }, [])).rejects.toThrow();
      await one.close();
    }
    const { origin } = market;
    await market.close();
    const parts = { transport: createHttpTransport(origin), instance: market.founding, now: Date.now };
    await expect(judgeRelease(parts, [])).rejects.toMatchObject({ code: "network/offline" });
    market = await openAMarket();
  });

  test("a log with entries of a newer version", async () => {
    market.spoil(at("/log/tile/entries/000.p/2", (response) => response.end(Buffer.from([0, 2, 9, 9, 0, 2, 9, 9]))));
    await expect(judged()).rejects.toMatchObject({ code: "log-entry/version" });
  });
});
