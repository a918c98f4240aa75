import { connect } from "node:net";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Route, type RouteName, routes } from "../../crypto/protocol/routes.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { addressOf, pathOf, startTestServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
let pair: SigningKeyPair;
beforeAll(async () => {
  server = await startTestServer("embedded");
  pair = signingKeyPair();
});
afterAll(() => server.stop());

const names = Object.keys(routes).filter(
  (name) => (routes[name as RouteName] as Route).response !== "events",
) as RouteName[];

const odd = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    "..",
    "%00",
    "%2e%2e%2f",
    "__proto__",
    "A".repeat(43),
    "A".repeat(22),
    "0",
    "-1",
    "9".repeat(30),
    "'--",
  ),
);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json().map((text) => Buffer.from(text)),
  fc.constantFrom(
    Buffer.from('{"__proto__":{"x":1}}'),
    Buffer.from('{"cursors":[1e400]}'),
    Buffer.from(`${"[".repeat(5000)}${"]".repeat(5000)}`),
    Buffer.from('{"lookup":"\u0000"}'),
  ),
);

test("no route answers garbage with anything but a problem, and none breaks", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.record({ space: odd, party: odd, record: odd, digest: odd, day: odd, bucket: odd }),
      fc.dictionary(fc.constantFrom("after", "base", "x", "__proto__"), odd, { maxKeys: 3 }),
      body,
      fc.boolean(),
      async (name, params, query, bytes, signed) => {
        const encoded = Object.fromEntries(
          Object.entries(signed ? { ...params, ...addressOf(pair) } : params).map(([key, value]) => [
            key,
            encodeURIComponent(value),
          ]),
        );
        const answer = await server.call(name, {
          params: encoded,
          query: new URLSearchParams(query).toString(),
          ...(routes[name].request !== null && { body: bytes, headers: { "content-type": "application/json" } }),
          ...(signed && { sign: pair }),
        });
        expect([name, answer.code]).not.toEqual([name, "server/unexpected"]);
        expect(answer.status).toBeLessThan(500);
      },
    ),
    { numRuns: 400 },
  );
  expect(server.log()).not.toContain("server/unexpected");
}, 60_000);

function rawAnswer(bytes: Buffer | string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.running.port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("close", () => resolve(answer));
    socket.on("error", () => resolve(answer));
    socket.setTimeout(3_000, () => socket.destroy());
    socket.end(bytes);
  });
}

test.each<[string, string | Buffer]>([
  ["bytes that are no request", randomBytes(500)],
  ["two lengths", "POST /statements HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"],
  [
    "a length and chunks",
    "POST /statements HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n",
  ],
  ["endless headers", `GET / HTTP/1.1\r\nHost: x\r\n${"X-A: a\r\n".repeat(5000)}\r\n`],
  [
    "a body shorter than it says",
    `POST /relay/inboxes/${"A".repeat(43)}/envelopes HTTP/1.1\r\nHost: x\r\nContent-Length: 4096\r\n\r\nSMK1`,
  ],
  [
    "a body without a length",
    `POST /relay/inboxes/${"A".repeat(43)}/envelopes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n`,
  ],
])("a connection that sends %s harms no one", async (_, bytes) => {
  const answer = await rawAnswer(bytes);
  expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
  expect(answer).not.toMatch(/^HTTP\/1\.1 500/);
  // One request was sent: a second answer would be to one that was smuggled in.
  expect(answer.split("HTTP/1.1 ").length).toBeLessThanOrEqual(2);
  expect((await server.call("health")).status).toBe(200);
});

test("a path that only looks like the relay's is not taken by its fast way", async () => {
  for (const path of [
    "/relay/inboxes/x/envelopes/../../..",
    "/relay/boards/0/",
    "/relay/boards/0?x=1",
    "//relay/boards/0",
  ]) {
    const answer = await fetch(server.url + path, { method: "POST", body: new Uint8Array(4112) });
    expect([path, answer.status]).toEqual([path, 404]);
  }
  expect(pathOf("postReply", { bucket: "0" })).toBe("/relay/boards/0");
});
