import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createHttpTransport } from "../../../client/core/http-transport.ts";
import { answeredAhead, askAhead } from "../../../client/workers/ahead.ts";
import { type HeldAnswer, type HostileProxy, startHostileProxy } from "../../support/hostile-proxy.ts";

// The page asks for the catalogue before its worker can; here both ends, over a proxy that answers as it likes.

const list = { instance: null, packs: [], replyBuckets: 4 };
const answer = (body: unknown, status = 200): HeldAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  body: Buffer.from(JSON.stringify(body)),
});

let proxy: HostileProxy;
let asked: string[];

beforeEach(async () => {
  asked = [];
  proxy = await startHostileProxy(() => 9);
  vi.stubGlobal("location", { origin: proxy.origin });
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await proxy.close();
});

function answers(...held: readonly HeldAnswer[]): void {
  proxy.setMind(({ method, url }) => {
    asked.push(`${method} ${url}`);
    return { kind: "answer", answer: held[Math.min(asked.length, held.length) - 1]! };
  });
}

/** A worker that hears what its page says once it listens. */
function pair() {
  const worker = new EventTarget();
  const catalogueAhead = answeredAhead(worker);
  const heard: unknown[] = [];
  worker.addEventListener("message", (event) => heard.push((event as MessageEvent).data));
  const page = { postMessage: (data: unknown) => void worker.dispatchEvent(new MessageEvent("message", { data })) };
  return { page, worker, heard, transport: createHttpTransport(proxy.origin, { catalogueAhead }) };
}

describe("what the page asks ahead", () => {
  test("is the worker's first answer, asked once, and nobody else hears it", async () => {
    answers(answer(list), answer({ ...list, replyBuckets: 8 }));
    const { page, heard, transport } = pair();
    await askAhead(page);
    await expect(transport.request("catalogue")).resolves.toEqual(list);
    expect(asked).toEqual(["GET /catalogue"]);
    expect(heard).toEqual([]);
    // Whoever asks again wants to know what is there by then.
    await expect(transport.request("catalogue")).resolves.toMatchObject({ replyBuckets: 8 });
    expect(asked).toEqual(["GET /catalogue", "GET /catalogue"]);
  });

  test("is waited for while it is on its way", async () => {
    answers(answer(list));
    const { page, transport } = pair();
    const first = transport.request("catalogue");
    await askAhead(page);
    await expect(first).resolves.toEqual(list);
    expect(asked).toHaveLength(1);
  });

  test("goes without what other requests are not given either", async () => {
    let headers: Record<string, unknown> = {};
    proxy.setMind((request) => {
      headers = request.headers;
      return { kind: "answer", answer: answer(list) };
    });
    await askAhead(pair().page);
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("referer");
  });

  test.each([
    ["refused", answer({ code: "server/unexpected" }, 500)],
    ["sent elsewhere", { ...answer(""), status: 302, headers: { location: "/elsewhere" } }],
  ])("is asked by the worker itself when it was %s", async (_, refusal) => {
    answers(refusal, ...Array.from({ length: 2 }, () => answer(list)));
    const { page, transport } = pair();
    await askAhead(page);
    await expect(transport.request("catalogue")).resolves.toEqual(list);
  });

  test("is asked anew when it is old: a tab may wait long for its turn", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    answers(answer(list), answer({ ...list, replyBuckets: 8 }));
    const { page, transport } = pair();
    await askAhead(page);
    vi.advanceTimersByTime(10_000);
    await expect(transport.request("catalogue")).resolves.toMatchObject({ replyBuckets: 8 });
  });

  test("is not read to the end when it has none", async () => {
    let endless = true;
    proxy.setMind(({ method, url }) => {
      asked.push(`${method} ${url}`);
      const answered = { kind: "answer", answer: answer(list), endless } as const;
      endless = false;
      return answered;
    });
    const { page, transport } = pair();
    await askAhead(page);
    expect(proxy.endlessBytes).toBeLessThan(8 * 1024 * 1024);
    await expect(transport.request("catalogue")).resolves.toEqual(list);
    expect(asked).toHaveLength(2);
  });

  test("is believed no more than any other answer", async () => {
    answers(answer({ ...list, packs: "many" }));
    const { page, transport } = pair();
    await askAhead(page);
    await expect(transport.request("catalogue")).rejects.toMatchObject({ code: "network/malformed" });
  });

  test("answers no other question", async () => {
    answers(answer(list), answer({ counts: {} }));
    const { page, transport } = pair();
    await askAhead(page);
    await expect(transport.request("pack", { params: { digest: "x" } })).resolves.toBeInstanceOf(Uint8Array);
    expect(asked[1]).toBe("GET /catalogue/packs/x");
  });

  test.each([null, "ahead", { id: 1, type: "GET" }, [], 5])("other messages pass by: %j", async (data) => {
    answers(answer(list));
    const { page, heard } = pair();
    page.postMessage(data);
    expect(heard).toEqual([data]);
  });
});
