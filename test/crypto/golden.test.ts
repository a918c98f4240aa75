import { beforeAll, describe, expect, test } from "vitest";
import { fromBase64url, toBase64url, utf8 } from "../../crypto/bytes.ts";
import { type Audience, openEnvelope } from "../../crypto/envelope.ts";
import { kemKeyPair } from "../../crypto/hpke.ts";
import { openKeyring, passkeyKek, type Wrapper } from "../../crypto/keyring.ts";
import { type HandoverCode, handoverCodeMatches } from "../../crypto/protocol/handover-code.ts";
import { orderMessage } from "../../crypto/protocol/order-messages.ts";
import { makePack, readPack } from "../../crypto/protocol/pack.ts";
import { replyTagBytes } from "../../crypto/protocol/reply-board.ts";
import { makeStatement, openStatement } from "../../crypto/protocol/signed-statement.ts";
import { statement } from "../../crypto/protocol/statements.ts";
import { pseudonymFor, replyKeysFor, replyTag, replyTagKeyFor } from "../../crypto/pseudonym.ts";
import { openRecord, recordIdFor } from "../../crypto/record.ts";
import { formatRecoveryCode, parseRecoveryCode, recoveryKek, recoveryLookup } from "../../crypto/recovery-code.ts";
import { verifyRequest } from "../../crypto/request-signature.ts";
import { type SigningPublicKey, signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import boardPostFile from "../vectors/golden/board-post-v1.json?raw";
import derivedFile from "../vectors/golden/derived-v1.json?raw";
import envelopesFile from "../vectors/golden/envelopes-v1.json?raw";
import handoverFile from "../vectors/golden/handover-check-v1.json?raw";
import keyringFile from "../vectors/golden/keyring-v1.json?raw";
import marketEnvelopesFile from "../vectors/golden/market-envelopes-v1.json?raw";
import marketStatementsFile from "../vectors/golden/market-statements-v1.json?raw";
import recordFile from "../vectors/golden/record-v1.json?raw";
import requestFile from "../vectors/golden/request-signature-v1.json?raw";
import statementsFile from "../vectors/golden/statements-v1.json?raw";

// What was once sealed, signed or derived must open, verify and come out the same with every later version.

beforeAll(async () => {
  await ready();
});

interface GoldenWrapper {
  readonly kemPublicKey: string;
  readonly wrappedSecret: string;
  readonly sealedKeyring: string;
}

function wrapperOf(wire: GoldenWrapper): Wrapper {
  return {
    kemPublicKey: fromBase64url(wire.kemPublicKey) as Wrapper["kemPublicKey"],
    wrappedSecret: fromBase64url(wire.wrappedSecret),
    sealedKeyring: fromBase64url(wire.sealedKeyring),
  };
}

describe("envelopes of version 1", () => {
  interface Golden {
    recipientSeed: string;
    senderSeed: string;
    envelopes: { type: string; audience: Audience; id: string; json: string; envelope: string }[];
  }
  const golden = JSON.parse(envelopesFile) as Golden;
  // What came with appointments and pickup points: the same keys, a file beside the first, which stays as it is.
  const market = JSON.parse(marketEnvelopesFile) as Golden;
  const all = [...golden.envelopes, ...market.envelopes];

  test.each(all)("$type opens, from its sender, and its schema takes it as it is", async (each) => {
    const key = kemKeyPair(fromBase64url(golden.recipientSeed));
    const opened = await openEnvelope(each, key, fromBase64url(each.envelope));
    expect(opened.json).toBe(each.json);
    expect(opened.sender).toEqual(signingKeyPair(fromBase64url(golden.senderSeed)).publicKey);
    const message = orderMessage.parse(JSON.parse(opened.json));
    expect(message.type).toBe(each.type);
    expect(message).toEqual(JSON.parse(each.json));
  });

  test("are there for every type of message that the schema knows", () => {
    const known = orderMessage.options.map(({ shape }) => shape.type.value);
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(known));
  });
});

describe("statements of version 1", () => {
  interface Golden {
    authorSeed: string;
    statements: { type: string; content: unknown; wire: string; digest: string }[];
    pack: string;
  }
  const golden = JSON.parse(statementsFile) as Golden;
  const market = JSON.parse(marketStatementsFile) as Golden;

  test.each([...golden.statements, ...market.statements])(
    "$type verifies, says what it said, and is signed to the same bytes",
    (each) => {
      const opened = openStatement(fromBase64url(each.wire));
      expect(opened.statement).toEqual(each.content);
      expect(opened.digest).toBe(each.digest);
      const again = makeStatement(statement.parse(each.content), signingKeyPair(fromBase64url(golden.authorSeed)));
      expect(toBase64url(again.wire)).toBe(each.wire);
    },
  );

  test("are there for every type of statement that the schema knows", () => {
    const known = statement.options.map(({ shape }) => shape.type.value);
    expect(new Set(golden.statements.map(({ type }) => type))).toEqual(new Set(known));
  });

  test("come out of their pack, and go into the same one", () => {
    for (const { pack, statements } of [golden, market]) {
      const wires = readPack(fromBase64url(pack));
      expect(wires.map(toBase64url)).toEqual(statements.map(({ wire }) => wire));
      expect(toBase64url(makePack(wires))).toBe(pack);
    }
  });
});

describe("a keyring of version 1", () => {
  const golden = JSON.parse(keyringFile) as {
    passkey: GoldenWrapper & { prf: string; rpId: string; credentialId: string };
    recoveryCode: GoldenWrapper & { code: string };
    keyring: Record<"vaultKey" | "spaceSeed" | "authoritySeed", string> & { epoch: number; wrapperKeys: string[] };
  };
  const plain = async (wrapper: GoldenWrapper, kek: Uint8Array) => {
    const { epoch, vaultKey, spaceSeed, authoritySeed, wrapperKeys } = await openKeyring(wrapperOf(wrapper), kek);
    return {
      epoch,
      vaultKey: toBase64url(vaultKey),
      spaceSeed: toBase64url(spaceSeed),
      authoritySeed: toBase64url(authoritySeed),
      wrapperKeys,
    };
  };

  test("opens with its passkey", async () => {
    const { prf, rpId, credentialId } = golden.passkey;
    const kek = passkeyKek(fromBase64url(prf), rpId, fromBase64url(credentialId));
    expect(await plain(golden.passkey, kek)).toEqual(golden.keyring);
  });

  test("opens with its recovery code", async () => {
    const kek = recoveryKek(parseRecoveryCode(golden.recoveryCode.code));
    expect(await plain(golden.recoveryCode, kek)).toEqual(golden.keyring);
  });
});

test("a record of version 1 is found under its subject and opens in its place", () => {
  const golden = JSON.parse(recordFile) as {
    vaultKey: string;
    subject: string;
    place: { spaceId: string; recordId: string; revision: number };
    text: string;
    sealed: string;
  };
  const vaultKey = fromBase64url(golden.vaultKey);
  expect(recordIdFor(vaultKey, golden.subject)).toBe(golden.place.recordId);
  expect(openRecord(vaultKey, golden.place, fromBase64url(golden.sealed))).toEqual(utf8(golden.text));
});

test("a request signed in version 1 verifies at its time", () => {
  const golden = JSON.parse(requestFile) as {
    seed: string;
    request: { method: string; path: string; body: string };
    seconds: number;
    header: string;
  };
  const request = { ...golden.request, body: utf8(golden.request.body) };
  const verified = verifyRequest(request, golden.header, golden.seconds);
  expect(verified.key).toEqual(signingKeyPair(fromBase64url(golden.seed)).publicKey);
});

test("a post on a reply board of version 1 is found by its tag and opens for its thread", async () => {
  const golden = JSON.parse(boardPostFile) as Record<
    "vaultKey" | "thread" | "tagKey" | "sender" | "json" | "post",
    string
  > & {
    counter: number;
  };
  const post = fromBase64url(golden.post);
  expect(post.subarray(0, replyTagBytes)).toEqual(replyTag(fromBase64url(golden.tagKey), golden.counter));
  const key = replyKeysFor(fromBase64url(golden.vaultKey), golden.thread);
  const opened = await openEnvelope({ audience: "consumer", id: golden.thread }, key, post.subarray(replyTagBytes));
  expect(opened).toEqual({ sender: fromBase64url(golden.sender) as SigningPublicKey, json: golden.json });
});

test("pseudonyms, reply keys, tags, codes and lookups of version 1 are derived the same", () => {
  type Names = "vaultKey" | "party" | "thread" | "pseudonym" | "replyKey" | "tagKey";
  type Recovery = "recoverySecret" | "recoveryCode" | "recoveryLookup" | "recoveryKek";
  const golden = JSON.parse(derivedFile) as Record<Names | Recovery, string> & {
    tags: { counter: number; tag: string }[];
  };
  const vaultKey = fromBase64url(golden.vaultKey);
  expect(toBase64url(pseudonymFor(vaultKey, golden.party).publicKey)).toBe(golden.pseudonym);
  expect(toBase64url(replyKeysFor(vaultKey, golden.thread).publicKey)).toBe(golden.replyKey);
  const tagKey = replyTagKeyFor(vaultKey, golden.thread, golden.party);
  expect(toBase64url(tagKey)).toBe(golden.tagKey);
  for (const { counter, tag } of golden.tags) expect(toBase64url(replyTag(tagKey, counter))).toBe(tag);
  const secret = parseRecoveryCode(golden.recoveryCode);
  expect(toBase64url(secret)).toBe(golden.recoverySecret);
  expect(formatRecoveryCode(secret)).toBe(golden.recoveryCode);
  expect(toBase64url(recoveryLookup(secret))).toBe(golden.recoveryLookup);
  expect(toBase64url(recoveryKek(secret))).toBe(golden.recoveryKek);
});

test("a handover check of version 1 knows its code, and no other", () => {
  const { code, ...check } = JSON.parse(handoverFile) as { code: number[]; salt: string; check: string };
  expect(handoverCodeMatches(code as unknown as HandoverCode, check)).toBe(true);
  expect(handoverCodeMatches([code[0]!, code[1]!, code[2]! - 1], check)).toBe(false);
});
