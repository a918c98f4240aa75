import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createHttpTransport } from "../../../../client/core/http-transport.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import type { RequestOptions, Transport } from "../../../../client/core/platform.ts";
import { toBase64url } from "../../../../crypto/bytes.ts";
import { CodedError } from "../../../../crypto/coded-error.ts";
import { accountBatch, epochOf } from "../../../../crypto/protocol/token-epochs.ts";
import type { RouteName } from "../../../../crypto/protocol/routes.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { envelopeOf } from "../../../support/envelopes.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { type City, type Device, foundCity, openDevice } from "../support/people.ts";

let server: TestServer;
let city: City;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startTestServer("embedded");
  city = await foundCity(server.url);
}, 120_000);
afterEach(async () => {
  await Promise.all(devices.splice(0).map((device) => device.close()));
});
afterAll(async () => {
  await Promise.all([city.producer.close(), city.courier.close()]);
  await server.stop();
});

interface Sent {
  readonly route: RouteName;
  readonly options: RequestOptions | undefined;
}

/** A wire that notes what goes over it, and may answer something else. */
function watched(change?: (sent: Sent, go: () => Promise<unknown>) => Promise<unknown>) {
  const plain = createHttpTransport(server.url, { cookieJar: true });
  const sent: Sent[] = [];
  const request: Transport["request"] = async (route, options) => {
    const one: Sent = { route, options: options as RequestOptions | undefined };
    sent.push(one);
    const go = () => plain.request(route, options);
    return (change === undefined ? go() : change(one, go)) as never;
  };
  return { transport: { ...plain, request }, sent };
}

async function person(wire = watched(), store = createMemoryStore()) {
  const device = await openDevice(server.url, { transport: wire.transport, store });
  devices.push(device);
  const code = await device.market.createAccountWithCode();
  return { device, code, ...wire };
}

const drawsOf = (sent: readonly Sent[], purpose: string) =>
  sent.filter(({ route, options }) => route === "drawTokens" && options?.params?.["purpose"] === purpose);
const bodyOf = (sent: Sent | undefined): Uint8Array =>
  (sent?.options?.body as unknown as Uint8Array | undefined) ?? new Uint8Array();
const postsOf = (sent: readonly Sent[]) => sent.filter(({ route }) => route === "postEnvelope");

/** Lets an envelope out, as a message would be. */
async function post(device: Device, body = new Uint8Array(envelopeOf())): Promise<void> {
  await device.core.outbox.enqueue({
    what: "message",
    route: "postEnvelope",
    params: { party: city.producerId },
    body,
  });
  await device.until("outbox", ({ waiting }) => waiting.every(({ what }) => what !== "message"));
}

describe("an account's tokens", () => {
  test("are drawn at once when it is new, whole batches, before anything is sent", async () => {
    const { device, sent } = await person();
    await expect.poll(() => drawsOf(sent, "relay").length, { timeout: 20_000 }).toBe(1);
    expect(postsOf(sent)).toEqual([]);
    const bytes = (purpose: "relay" | "space") => bodyOf(drawsOf(sent, purpose)[0]).length;
    expect(bytes("relay")).toBe(accountBatch.relay * 259);
    expect(bytes("space")).toBe(accountBatch.space * 259);
    await post(device);
    expect(drawsOf(sent, "relay")).toHaveLength(1);
  });

  test("are the same on a second device, which leaves alone what the first has spent", async () => {
    const first = await person();
    await post(first.device);
    await first.device.core.session.personal!.flush();
    const wire = watched();
    const second = await openDevice(server.url, { transport: wire.transport });
    devices.push(second);
    await second.market.signInWithCode(first.code);
    for (let index = 0; index < 12; index++) await post(second);
    const [one, other] = [drawsOf(first.sent, "relay")[0], drawsOf(wire.sent, "relay")[0]];
    expect(toBase64url(bodyOf(other))).toBe(toBase64url(bodyOf(one)));
    // Thirteen envelopes, thirteen tokens, and none was offered twice.
    const tokens = [...postsOf(first.sent), ...postsOf(wire.sent)].map(({ options }) => options?.token);
    expect(new Set(tokens).size).toBe(13);
    expect(tokens).toHaveLength(13);
  });

  test("are kept over a restart, and not drawn again", async () => {
    const { device, sent } = await person();
    await post(device);
    await device.close();
    devices.splice(devices.indexOf(device), 1);
    const again = await device.restart();
    devices.push(again);
    await post(again);
    expect(drawsOf(sent, "relay")).toHaveLength(1);
    expect(new Set(postsOf(sent).map(({ options }) => options?.token)).size).toBe(2);
  });

  test("a token that another device has spent is replaced, the envelope stays the same", async () => {
    let spoilt = 0;
    const wire = watched(async ({ route, options }, go) => {
      if (route === "postEnvelope" && spoilt++ === 0) {
        await server.call("postEnvelope", {
          params: { party: city.producerId },
          body: envelopeOf(),
          token: options?.token ?? null,
        });
      }
      return go();
    });
    const { device, sent } = await person(wire);
    await post(device);
    const posts = postsOf(sent);
    expect(posts).toHaveLength(2);
    expect(posts[0]?.options?.token).not.toBe(posts[1]?.options?.token);
    expect(posts[0]?.options?.body).toEqual(posts[1]?.options?.body);
  });

  test("an answer that is lost: the same bytes go again with the same token", async () => {
    let lost = 0;
    const wire = watched(async ({ route }, go) => {
      const answer = await go();
      if (route === "postEnvelope" && lost++ === 0) throw new CodedError("network/timeout", "Lost.");
      return answer;
    });
    const { device, sent } = await person(wire);
    await post(device);
    const posts = postsOf(sent);
    expect(posts).toHaveLength(2);
    expect(posts[1]?.options?.token).toBe(posts[0]?.options?.token);
    expect(posts[1]?.options?.body).toEqual(posts[0]?.options?.body);
  });

  test("a draw whose answer is lost is repeated with the same request, and gives the tokens", async () => {
    let lost = 0;
    const wire = watched(async ({ route, options }, go) => {
      const answer = await go();
      const isRelay = route === "drawTokens" && options?.params?.["purpose"] === "relay";
      if (isRelay && lost++ === 0) throw new CodedError("network/timeout", "Lost.");
      return answer;
    });
    const { device, sent } = await person(wire);
    await post(device);
    const bodies = drawsOf(sent, "relay").map((draw) => toBase64url(bodyOf(draw)));
    expect(bodies.length).toBeGreaterThanOrEqual(2);
    expect(new Set(bodies).size).toBe(1);
  });

  test("when they are spent, what waits says so and until when, and goes on in the next week", async () => {
    const { device, sent } = await person();
    await expect.poll(() => drawsOf(sent, "relay").length, { timeout: 20_000 }).toBe(1);
    for (let taken = 0; taken < accountBatch.relay; taken++) await device.core.tokens.take("relay", null);
    await device.core.outbox.enqueue({
      what: "message",
      route: "postEnvelope",
      params: { party: city.producerId },
      body: new Uint8Array(envelopeOf()),
    });
    const { waiting } = await device.until("outbox", (view) =>
      view.waiting.some(({ failure }) => failure === "token/none"),
    );
    const message = waiting.find(({ what }) => what === "message");
    expect(Date.parse(message!.notBefore)).toBe(Date.parse(`${epochOf(server.now() + 7 * 86_400_000)}T00:00:00Z`));
    // It has not left, so it can be taken back as if it had never been.
    expect(message!.attempts).toBe(0);
    expect(postsOf(sent)).toEqual([]);
  });

  test("opening spaces costs one each; nine in a week are too many", async () => {
    const { device, sent } = await person();
    // The account's own space took the first of eight.
    for (let opened = 1; opened < accountBatch.space; opened++) {
      await device.core.platform.transport.request("operator");
      await device.core.tokens.openSpace(signingKeyPair());
    }
    await expect(device.core.tokens.openSpace(signingKeyPair())).rejects.toMatchObject({ code: "token/none" });
    expect(drawsOf(sent, "space")).toHaveLength(1);
  });
});

describe("a server that does not keep to it", () => {
  test("signs with another key than it published: nothing is kept, and nothing is sent", async () => {
    const wire = watched(async ({ route }, go) => {
      const answer = await go();
      if (route === "drawTokens") (answer as Uint8Array)[300]! ^= 1;
      return answer;
    });
    const { device, sent } = await person(wire);
    await expect(device.core.tokens.take("relay", null)).rejects.toMatchObject({ code: "token/blind-signature" });
    expect(postsOf(sent)).toEqual([]);
  });

  test.each([0, 100, 64 * 256 - 1, 64 * 256 + 1])("answers with %i bytes", async (length) => {
    const wire = watched(async ({ route }, go) => (route === "drawTokens" ? new Uint8Array(length) : go()));
    const { device } = await person(wire);
    await expect(device.core.tokens.take("relay", null)).rejects.toMatchObject({ code: "token/blind-signature" });
  });
});

test("a party's replies are paid with its own tokens, and a party that is not accredited draws none", async () => {
  const { producer, producerId } = city;
  const before = await producer.core.tokens.take("relay", producerId);
  const own = await producer.core.tokens.take("relay", null);
  expect(before).not.toBe(own);
  const { device, sent } = await person();
  const waiting = await device.core.session.createParty({ kind: "producer", name: "Nouvelle" });
  await device.core.tokens.take("relay", waiting);
  expect(sent.filter(({ route }) => route === "drawPartyTokens")).toEqual([]);
});

// The last one: it ends everybody's sessions.
test("a device that the server has forgotten says so; what waits goes on once its person comes in again", async () => {
  let blocked = true;
  const wire = watched(async ({ route, options }, go) => {
    const isRelay = route === "drawTokens" && options?.params?.["purpose"] === "relay";
    if (isRelay && blocked) throw new CodedError("network/timeout", "Lost.");
    return go();
  });
  const { device, code } = await person(wire);
  // A month without a draw, as the server sees it.
  await server.running.database.db.deleteFrom("private_plane.session").execute();
  blocked = false;
  await device.core.outbox.enqueue({
    what: "message",
    route: "postEnvelope",
    params: { party: city.producerId },
    body: new Uint8Array(envelopeOf()),
  });
  await device.until("session", ({ problem }) => problem === "account/signed-out");
  await expect
    .poll(() => device.core.outbox.waiting.find(({ what }) => what === "message"))
    .toMatchObject({ refused: false, attempts: 0, failure: "token/unavailable" });
  await device.market.signInWithCode(code);
  await device.core.outbox.retryNow();
  await device.until("outbox", ({ waiting }) => waiting.every(({ what }) => what !== "message"));
  expect(device.core.session.view.problem).toBeUndefined();
});
