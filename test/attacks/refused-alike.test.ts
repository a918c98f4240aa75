import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toBase64url } from "../../crypto/bytes.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import { kemKeyPair } from "../../crypto/hpke.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { envelopeOf, replyOf } from "../support/envelopes.ts";
import { foundInstance } from "../support/market-statements.ts";
import { type Answer, startTestServer, type TestServer } from "../support/test-server.ts";

// What the relay answers must not tell whoever asks more than that they were refused, or taken in.

let server: TestServer;
let known: string;
const unknown = toBase64url(randomBytes(32));

beforeAll(async () => {
  server = await startTestServer("embedded");
  known = (await (await foundInstance(server)).newParty("Ferme")).name;
});
afterAll(() => server.stop());

/** All that can be seen of an answer; the moment of it is the same for everybody. */
function seen({ status, headers, bytes }: Answer): unknown {
  const listed = [...headers].filter(([name]) => name !== "date").sort(([a], [b]) => (a < b ? -1 : 1));
  return { status, listed, body: Buffer.from(bytes).toString("latin1") };
}

const post = async (party: string, body: Uint8Array): Promise<unknown> =>
  seen(await server.call("postEnvelope", { params: { party }, body }));
const reply = async (body: Uint8Array): Promise<unknown> =>
  seen(await server.call("postReply", { params: { bucket: "0" }, body }));

function spoilt(bytes: Buffer, at: number): Buffer {
  bytes[at] = bytes[at]! ^ 1;
  return bytes;
}

test("envelopes of a wrong form are refused with the same answer, whatever is wrong and whomever they are for", async () => {
  const answers = [
    await post(known, spoilt(envelopeOf(), 0)),
    await post(known, spoilt(envelopeOf(), 3)),
    await post(known, spoilt(envelopeOf(), 5)),
    await post(known, envelopeOf(4097)),
    await post(known, envelopeOf(4095)),
    await post(known, envelopeOf(12_288)),
    await post(known, randomBytes(8192)),
    await post(unknown, spoilt(envelopeOf(), 0)),
    await post(unknown, envelopeOf(4097)),
  ];
  expect(answers[0]).toMatchObject({ status: 400 });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test("replies of a wrong form are refused with one answer, under any tag", async () => {
  const answers = [
    await reply(spoilt(replyOf(), 16)),
    await reply(spoilt(replyOf(), 21)),
    await reply(replyOf().subarray(1)),
    await reply(envelopeOf()),
    await reply(Buffer.concat([Buffer.alloc(16), randomBytes(4096)])),
  ];
  expect(answers[0]).toMatchObject({ status: 400 });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test("what nobody can open is taken in like what somebody can, for a party that is there and for one that is not", async () => {
  const sender = signingKeyPair();
  const { publicKey } = kemKeyPair();
  const real = (id: string, audience: "producer" | "courier") =>
    sealEnvelope({ audience, id, kemPublicKey: publicKey }, sender, '{"v":1}');
  const answers = [
    await post(known, await real(known, "producer")),
    await post(known, await real(known, "courier")),
    await post(known, await real(unknown, "producer")),
    await post(unknown, await real(unknown, "producer")),
    await post(known, envelopeOf()),
    await post(unknown, envelopeOf(262_144)),
    await reply(replyOf()),
  ];
  expect(answers[0]).toMatchObject({ status: 201, body: "" });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});
