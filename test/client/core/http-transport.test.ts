import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCodedError } from "../../../crypto/coded-error.ts";
import { type Route, type RouteName, routes } from "../../../crypto/protocol/routes.ts";
import { createHttpTransport } from "../../../client/core/http-transport.ts";
import { type HeldAnswer, type HostileProxy, startHostileProxy } from "../../support/hostile-proxy.ts";
import { falseAnswer } from "../../support/mischief.ts";

// There is no server behind it: the proxy makes every answer up.
let proxy: HostileProxy;
beforeAll(async () => {
  proxy = await startHostileProxy(() => 9);
});
afterAll(() => proxy.close());

const names = Object.keys(routes).filter(
  (name) => (routes[name as RouteName] as Route).response !== "events",
) as RouteName[];

/** Asks for a route, and is answered so. */
function asked(name: RouteName, answer: HeldAnswer, endless = false): Promise<unknown> {
  proxy.setMind(() => ({ kind: "answer", answer, endless }));
  const body = routes[name].request === "bytes" ? new Uint8Array(10) : {};
  const params = Object.fromEntries([...routes[name].path.matchAll(/:(\w+)/g)].map(([, param]) => [param, "x"]));
  return createHttpTransport(proxy.origin).request(name, { params, body, timeoutMs: 10_000 } as never);
}

test("whatever is answered, a route gives what it promises, or fails with a code", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), falseAnswer, async (name, answer) => {
      const { response } = routes[name] as Route;
      try {
        const got = await asked(name, answer);
        if (response === "bytes") expect(got).toBeInstanceOf(Uint8Array);
        else if (response instanceof Object) expect(response.parse(got)).toEqual(got);
        else expect(got).toBeUndefined();
      } catch (thrown) {
        expect(isCodedError(thrown), String(thrown)).toBe(true);
        expect((thrown as Error).message).toMatch(/^The server [a-z ]+\.$/);
      }
    }),
    { numRuns: 300, seed: 20_261 },
  );
}, 60_000);

describe("an answer without end", () => {
  const start = { headers: { "content-type": "application/json" }, body: Buffer.from("{") };

  test.each<[string, RouteName, number, string]>([
    ["where JSON was promised", "catalogue", 200, "network/malformed"],
    ["where bytes were promised", "pack", 200, "network/malformed"],
    ["where an error is told", "catalogue", 500, "http/500"],
  ])("%s is not waited for", async (_, name, status, code) => {
    await expect(asked(name, { ...start, status }, true)).rejects.toMatchObject({ code });
  });

  test("where nothing was promised is as good as none, and its connection is let go", async () => {
    await expect(asked("postEnvelope", { ...start, status: 201 }, true)).resolves.toBeUndefined();
  });

  test("costs no more than the longest that is allowed", () => {
    expect(proxy.endlessBytes).toBeGreaterThan(64 * 1024 * 1024);
    // What lies in the buffers of two ends of a connection is not read by anybody.
    expect(proxy.endlessBytes).toBeLessThan(90 * 1024 * 1024);
  });
});

test("no request says in which languages a browser is set", async () => {
  const heard: unknown[] = [];
  for (const name of ["catalogue", "postEnvelope", "listRecords", "account"] as const) {
    proxy.setMind(({ headers }) => {
      heard.push(headers["accept-language"]);
      return { kind: "answer", answer: { status: 404, headers: {}, body: Buffer.alloc(0) } };
    });
    const body = routes[name].request === "bytes" ? new Uint8Array(10) : {};
    const params = Object.fromEntries([...routes[name].path.matchAll(/:(\w+)/g)].map(([, param]) => [param, "x"]));
    await expect(createHttpTransport(proxy.origin).request(name, { params, body } as never)).rejects.toThrow();
  }
  expect(heard).toEqual(["*", "*", "*", "*"]);
});
