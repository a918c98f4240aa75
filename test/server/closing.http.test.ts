import { rm } from "node:fs/promises";
import { Agent, type ClientRequest, type IncomingMessage, request, Server } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readEvents } from "../support/event-reader.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// A server that ends lets requests under way finish, and then nobody holds it up: not a connection that was kept alive, not
// a stream. What it does to those that never finish, at the very end, is not needed.

let server: TestServer;
let agent: Agent;
let closed: boolean;
beforeEach(async () => {
  server = await startTestServer("embedded");
  agent = new Agent({ keepAlive: true });
  closed = false;
});
afterEach(async () => {
  vi.restoreAllMocks();
  agent.destroy();
  if (!closed) await server.running.close();
  await rm(server.dataDir, { recursive: true, force: true });
});

/** A request of which the server has the head and waits for the rest. */
async function begun(length: number): Promise<ClientRequest> {
  const headers = { "content-type": "application/octet-stream", "content-length": length, expect: "100-continue" };
  const half = request(`${server.url}/statements`, { method: "POST", agent, headers });
  await new Promise((resolve, reject) => half.once("continue", resolve).once("error", reject).flushHeaders());
  return half;
}

async function answerTo(asked: ClientRequest): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    asked.once("response", resolve).once("error", reject),
  );
  let text = "";
  for await (const chunk of answer.setEncoding("utf8")) text += chunk as string;
  return { status: answer.statusCode ?? 0, text };
}

test("a request under way is answered, and the connection that it came on holds nothing up", async () => {
  const forced = vi.spyOn(Server.prototype, "closeAllConnections");
  const half = await begun(3);
  const reader = await readEvents(`${server.url}/catalogue/events`);
  const closing = server.running.close();
  // The stream's end says that closing is under way.
  await reader.ended;
  const answer = answerTo(half);
  half.end("abc");
  expect(await answer).toMatchObject({ status: 400, text: expect.stringContaining("statement/") as string });
  await closing;
  closed = true;
  expect(forced).not.toHaveBeenCalled();
});
