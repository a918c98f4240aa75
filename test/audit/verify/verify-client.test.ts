import { randomBytes } from "node:crypto";
import { brotliCompressSync, constants } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { logEntryOf } from "../../../crypto/protocol/log-entry.ts";
import { digestOf } from "../../../audit/verify/digest.ts";
import { type Verification, verifyClient } from "../../../audit/verify/verify-client.ts";
import { newSigner, stated } from "../../support/market-statements.ts";
import { type AMarket, at, clientFiles, clientHeaders, openAMarket, releaseOf } from "../../support/a-market.ts";

let market: AMarket;
beforeEach(async () => {
  market = await openAMarket();
});
afterEach(() => market.close());

const verified = (): Promise<Verification> => verifyClient({ origin: market.origin, build: market.build });
/** Differences in short: "where what path". */
const inShort = ({ differences }: Verification): string[] =>
  differences.map(({ where, what, path }) => [where, what, path ?? ""].join(" ").trimEnd()).sort();
/** Says another release, by the operator, and adds it to the log. */
function sayRelease(files: Iterable<readonly [string, string]>, revision: number, isLogged = true): void {
  market.said = stated(market.operator, "release", releaseOf(files), { subject: "client", revision });
  if (isLogged) market.entries.push(logEntryOf(market.said)!);
}
const script = "/assets/index-BBBBBBBB.js";

test("a market that serves what it says, what the log has and what the sources give: all the same", async () => {
  const result = await verified();
  expect(result.differences).toEqual([]);
  expect(result.unknowns).toEqual([]);
  expect(result).toMatchObject({
    verdict: "same",
    instanceKey: market.instance.name,
    operatorKey: market.operator.name,
    release: { revision: 1, version: "0.1.0", digest: market.said.digest },
    log: { origin: "market.example/log", size: 2, index: 1 },
    filesSeen: Object.keys(clientFiles).length,
  });
});

test("a log of more than one bundle is read to its end", async () => {
  for (let index = 0; index < 600; index++) {
    market.entries.unshift({
      ...market.entries[0]!,
      type: "party",
      subject: market.instance.name,
      revision: index + 1,
    });
  }
  expect(await verified()).toMatchObject({ verdict: "same", log: { size: 602, index: 601 } });
});

describe("what differs in the client that is served is named", () => {
  test("one changed byte in one file, with both digests", async () => {
    const changed = clientFiles[script]!.replace("1", "2").replace("one", "ane").replace("a.b", "a.c");
    market.files.set(script, changed);
    const result = await verified();
    expect(inShort(result)).toEqual([`live changed ${script}`]);
    expect(result.verdict).toBe("differs");
    expect(result.differences[0]).toMatchObject({
      expected: digestOf(Buffer.from(clientFiles[script]!)),
      found: digestOf(Buffer.from(changed)),
    });
  });

  test("a missing file, and one in whose place a page comes", async () => {
    market.files.delete("/icon.svg");
    market.spoil(
      at("/assets/part-CCCCCCCC.js", (response) =>
        response.writeHead(200, { ...clientHeaders, "content-type": "text/html" }).end(clientFiles["/index.html"]),
      ),
    );
    expect(inShort(await verified())).toEqual(["live missing /assets/part-CCCCCCCC.js", "live missing /icon.svg"]);
  });

  test("an extra script that a changed page loads, what that names in turn, and what is elsewhere", async () => {
    market.files.set(
      "/index.html",
      `${clientFiles["/index.html"]}<script src="/extra.js"></script><img src="https://elsewhere.example/x.png">`,
    );
    market.files.set("/extra.js", `import("./deeper.js")`);
    market.files.set("/deeper.js", "export {};");
    const found = inShort(await verified());
    expect(found).toContain("live changed /index.html");
    expect(found).toContain("live extra /extra.js");
    expect(found).toContain("live extra /deeper.js");
    expect(found).toContain("live foreign /index.html");
  });

  test("a file that the service worker would keep and the release does not name", async () => {
    market.files.set("/service-worker.js", clientFiles["/service-worker.js"]!.replace("index.html", "more.html"));
    market.files.set("/more.html", "<!doctype html>");
    expect(inShort(await verified())).toEqual(["live changed /service-worker.js", "live extra /more.html"]);
  });

  test("another policy, on one file or on the page alone, and none", async () => {
    market.spoil(
      at("/service-worker.js", (response) =>
        response
          .writeHead(200, {
            ...clientHeaders,
            "content-type": "text/javascript",
            "content-security-policy": "default-src *",
          })
          .end(clientFiles["/service-worker.js"]),
      ),
    );
    market.spoil(
      at("/icon.svg", (response) =>
        response
          .writeHead(200, { "content-type": "image/svg+xml", "x-content-type-options": "nosniff" })
          .end(clientFiles["/icon.svg"]),
      ),
    );
    const result = await verified();
    expect(inShort(result)).toEqual(["live policy /icon.svg", "live policy /service-worker.js"]);
    expect(new Set(result.differences.map(({ found }) => found))).toEqual(new Set(["default-src *", null]));
  });

  test("headers that could load, lead or tell something", async () => {
    const more = {
      refresh: "0; url=/elsewhere",
      link: "</evil.css>; rel=stylesheet",
      nel: "{}",
      "set-cookie": "a=b",
      "x-content-type-options": "none",
    };
    market.spoil(
      at("/icon.svg", (response) =>
        response
          .writeHead(200, { ...clientHeaders, "content-type": "image/svg+xml", ...more })
          .end(clientFiles["/icon.svg"]),
      ),
    );
    const result = await verified();
    expect(inShort(result)).toEqual(Array.from({ length: 5 }, () => "live header /icon.svg"));
    expect(new Set(result.differences.map(({ found }) => found))).toEqual(new Set(Object.values(more)));
  });

  test("a picture that comes as a page", async () => {
    market.spoil(
      at("/icon.svg", (response) =>
        response.writeHead(200, { ...clientHeaders, "content-type": "text/xml" }).end(clientFiles["/icon.svg"]),
      ),
    );
    expect(inShort(await verified())).toEqual(["live type /icon.svg"]);
  });

  test.each(["br", "gzip", "identity"])("something else for those who ask for %s", async (encoding) => {
    market.spoil((request, response) => {
      const asked = String(request.headers["accept-encoding"]);
      const chosen = /\bbr\b/.test(asked) ? "br" : /\bgzip\b/.test(asked) ? "gzip" : "identity";
      if (request.url !== script || chosen !== encoding) return false;
      response.writeHead(200, { ...clientHeaders, "content-type": "text/javascript" }).end("send(keys)");
      return true;
    });
    const result = await verified();
    expect(inShort(result)).toEqual([`live changed ${script}`]);
    expect(result.differences[0]!.says).toContain("Not to everybody");
  });

  test("something else at the second time of asking", async () => {
    let asked = 0;
    market.spoil((request, response) => {
      if (request.url !== script || asked++ !== 1) return false;
      response.writeHead(200, { ...clientHeaders, "content-type": "text/javascript" }).end("send(keys)");
      return true;
    });
    expect(inShort(await verified())).toEqual([`live changed ${script}`]);
  });

  test("another page at an address of the market, with what it names", async () => {
    market.spoil(
      at(`/stall/${"A".repeat(43)}`, (response) =>
        response
          .writeHead(200, { ...clientHeaders, "content-type": "text/html" })
          .end(`<!doctype html><script src="https://elsewhere.example/x.js"></script>`),
      ),
    );
    const address = `/stall/${"A".repeat(43)}`;
    expect(inShort(await verified())).toEqual([`live changed ${address}`, `live foreign ${address}`]);
  });

  test("scripts on the pages that the server writes", async () => {
    market.spoil(
      at("/p/fr", (response) => response.writeHead(200, { "content-security-policy": "default-src 'self'" }).end()),
    );
    expect(inShort(await verified())).toEqual(["live policy /p/fr"]);
  });
});

describe("what differs between release, log and build is named", () => {
  test("a release of other files than are served", async () => {
    sayRelease(new Map(market.files).set("/icon.svg", "<svg/>"), 2);
    expect(inShort(await verified())).toEqual(["build changed /icon.svg", "live changed /icon.svg"]);
  });

  test("a client that is served as it is said, and that no source gives", async () => {
    market.files.set("/icon.svg", "<svg/>");
    market.files.set("/more.js", "export {};");
    market.files.delete("/assets/part-CCCCCCCC.js");
    sayRelease(market.files, 2);
    expect(inShort(await verified())).toEqual([
      "build changed /icon.svg",
      "build extra /more.js",
      "build missing /assets/part-CCCCCCCC.js",
    ]);
  });

  test("a release that is not in the log, whatever else is in it", async () => {
    market.entries.pop();
    expect(inShort(await verified())).toEqual(["log absent"]);
    market.entries.push(logEntryOf(stated(newSigner(), "release", releaseOf(market.files), { subject: "client" }))!);
    expect(inShort(await verified())).toEqual(["log absent"]);
  });

  test("a release that is newer than the one in the log, and one that is older", async () => {
    sayRelease(market.files, 2, false);
    expect(inShort(await verified())).toEqual(["log other-release"]);
    const older = market.said;
    sayRelease(market.files, 3);
    market.said = older;
    const result = await verified();
    expect(inShort(result)).toEqual(["log other-release"]);
    expect(result.differences[0]!.says).toContain("newer");
  });

  test("a release by another key, with a spoiled signature, of another type, cut short, too large, none", async () => {
    const { wire } = market.said;
    const [, party] = [newSigner(), newSigner()];
    const spoiled = Uint8Array.from(wire);
    spoiled[3]! ^= 1;
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [stated(newSigner(), "release", releaseOf(market.files), { subject: "client" }).wire, "statement author"],
      [spoiled, "statement signature"],
      [
        stated(party, "party", { kind: "producer", name: "x", trade: { fr: "x" }, since: "2026-01-01" }).wire,
        "statement form",
      ],
      [wire.subarray(0, wire.length - 1), "statement form"],
      [wire.subarray(0, 10), "statement form"],
      [randomBytes(2 * 1024 * 1024), "statement form"],
    ];
    for (const [bytes, expected] of cases) {
      market.said = { ...market.said, wire: bytes };
      expect(inShort(await verified())).toEqual([expected]);
    }
    market.spoil(at("/release", (response) => void response.writeHead(404).end()));
    expect(inShort(await verified())).toEqual(["statement absent"]);
  });

  test("a log whose entries are not those that are signed; one signed by another key; one that is cut short", async () => {
    const first = market.entries[0]!;
    // The checkpoint is made of other entries than the bundle.
    market.spoil((request) => {
      market.entries[0] = request.url?.includes("entries") === true ? { ...first, revision: 7 } : first;
      return false;
    });
    expect(inShort(await verified())).toEqual(["log inconsistent"]);
    await market.close();
    market = await openAMarket();
    const other = await openAMarket();
    const foreign = await fetch(`${other.origin}/log/checkpoint`).then((answer) => answer.text());
    await other.close();
    market.spoil(at("/log/checkpoint", (response) => response.end(foreign)));
    expect(inShort(await verified())).toEqual(["log signature"]);
    await market.close();
    market = await openAMarket();
    market.spoil(at("/log/tile/entries/000.p/2", (response) => response.end("short")));
    expect(inShort(await verified())).toEqual(["log form /log/tile/entries/000.p/2"]);
  });

  test("another key than the one that is known speaks for the market", async () => {
    const result = await verifyClient({ origin: market.origin, build: market.build, instanceKey: newSigner().name });
    expect(inShort(result)).toEqual(["statement author"]);
    const same = await verifyClient({ origin: market.origin, build: market.build, instanceKey: market.instance.name });
    expect(same.verdict).toBe("same");
  });
});

describe("what cannot be told is said, and never taken for the same", () => {
  test("no server at all", async () => {
    const { origin } = market;
    await market.close();
    const result = await verifyClient({ origin, build: market.build });
    expect(result.verdict).toBe("unknown");
    expect(result.differences).toEqual([]);
    market = await openAMarket();
  });

  test("a file that never comes: a connection that is cut", async () => {
    market.spoil(at("/icon.svg", (response) => response.destroy()));
    const result = await verified();
    expect(result.verdict).toBe("unknown");
    expect(result.unknowns).toMatchObject([{ where: "live", path: "/icon.svg" }]);
  });

  test("a log of a newer version", async () => {
    market.spoil(at("/log/tile/entries/000.p/2", (response) => response.end(Buffer.from([0, 2, 9, 9, 0, 2, 9, 9]))));
    expect((await verified()).unknowns).toMatchObject([{ where: "log" }]);
  });

  test("a catalogue that is none, or names no market", async () => {
    for (const text of ["{", "[]", JSON.stringify({ instance: null, packs: [], replyBuckets: 1 })]) {
      const one = await openAMarket();
      one.spoil(at("/catalogue", (response) => response.end(text)));
      const result = await verifyClient({ origin: one.origin, build: one.build });
      expect(result).toMatchObject({ verdict: "unknown", instanceKey: null, release: null });
      // The client itself was compared with the build nevertheless.
      expect(result.filesSeen).toBe(Object.keys(clientFiles).length);
      await one.close();
    }
  });
});

describe("a hostile server cannot keep, fill or lead astray who verifies", () => {
  test("a file without an end", async () => {
    market.spoil(
      at("/icon.svg", (response) => {
        response.writeHead(200, { ...clientHeaders, "content-type": "image/svg+xml" });
        const chunk = Buffer.alloc(256 * 1024);
        const more = (): void => {
          while (!response.destroyed && response.write(chunk));
          if (!response.destroyed) response.once("drain", more);
        };
        more();
      }),
    );
    expect(inShort(await verified())).toEqual(["live changed /icon.svg"]);
  });

  test("a small body that unfolds into gigabytes", async () => {
    const bomb = brotliCompressSync(Buffer.alloc(64 * 1024 * 1024), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 3 },
    });
    market.spoil(
      at("/icon.svg", (response) =>
        response
          .writeHead(200, { ...clientHeaders, "content-type": "image/svg+xml", "content-encoding": "br" })
          .end(bomb),
      ),
    );
    expect(inShort(await verified())).toEqual(["live changed /icon.svg"]);
  });

  test.each(["deflate", "zstd", "br, br", "gzip"])("a body that says it is %s and is not", async (encoding) => {
    market.spoil(
      at("/icon.svg", (response) =>
        response
          .writeHead(200, { ...clientHeaders, "content-type": "image/svg+xml", "content-encoding": encoding })
          .end(clientFiles["/icon.svg"]),
      ),
    );
    expect(inShort(await verified())).toEqual(["live changed /icon.svg"]);
  });

  test("a file that leads elsewhere is not followed", async () => {
    const elsewhere = await openAMarket();
    market.spoil(
      at("/icon.svg", (response) => response.writeHead(302, { location: `${elsewhere.origin}/icon.svg` }).end()),
    );
    expect(inShort(await verified())).toEqual(["live missing /icon.svg"]);
    expect(elsewhere.requests).toBe(0);
    await elsewhere.close();
  });

  test("a page that names ten thousand scripts, all of which are there", async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `<script src="/more/${index}.js"></script>`);
    market.files.set("/index.html", names.join(""));
    market.spoil((request, response) => {
      if (request.url?.startsWith("/more/") !== true) return false;
      response.writeHead(200, { "content-type": "text/javascript" }).end(`import "./x${request.url.length}.js"`);
      return true;
    });
    const result = await verified();
    expect(result.verdict).toBe("differs");
    expect(result.requests).toBeLessThan(5_000);
  });

  test("names and headers with control characters reach no terminal as they are", async () => {
    market.files.set("/index.html", `<script src="https://x.example/\u001B[2J\u0007"></script>`);
    const text = JSON.stringify((await verified()).differences);
    expect(text).toContain("x.example");
    expect(text).not.toMatch(/\\u00(1b|07)/i);
  });
});
