import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { concat, fromHex, sameBytes } from "../../../crypto/bytes.ts";
import { sha256 } from "../../../crypto/hash.ts";
import { blind, finalize, toNumber } from "../../../crypto/tokens/blind-rsa.ts";
import { decodeIssuerKey, encodeIssuerKey } from "../../../crypto/tokens/issuer-key.ts";
import { readToken, readTokenRequests, tokenInput, tokenRequest } from "../../../crypto/tokens/token.ts";
import { signBlind } from "../../../server/tokens/blind-signature.ts";
import publishedRsa from "../../vectors/published/rfc9474-blind-rsa.json?raw";
import fromGo from "../../vectors/published/pub_verif_rfc9578.go.json?raw";
import fromRust from "../../vectors/published/pub_verif_rfc9578.rust.json?raw";
import { hex } from "../../vectors/wycheproof.ts";

const number = z.string().transform(BigInt);

const rsaVectors = z
  .array(
    z.object({
      name: z.string(),
      n: number,
      e: number,
      input_msg: hex,
      salt: hex,
      inv: number,
      blinded_msg: hex,
      blind_sig: hex,
      sig: hex,
    }),
  )
  .length(4)
  .parse(JSON.parse(publishedRsa));

const tokenVector = z.object({
  skS: hex,
  pkS: hex,
  token_challenge: hex,
  nonce: hex,
  blind: hex,
  salt: hex,
  token_request: hex,
  token_response: hex,
  token: hex,
});

/** The inverse, which is all that the RFC's vectors tell of the blinding factor. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b !== 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulus) + modulus) % modulus;
}

describe("RFC 9474, appendix A", () => {
  test.each(rsaVectors)("$name", ({ n, e, input_msg, salt, inv, blinded_msg, blind_sig, sig }) => {
    const key = { modulus: n, exponent: e };
    const blinded = blind(key, [{ message: input_msg, salt, factor: inverse(inv, n) }])[0]!;
    expect(blinded.inverse).toBe(inv);
    expect(sameBytes(blinded.blindedMessage, blinded_msg)).toBe(true);
    expect(sameBytes(finalize(key, blind_sig, blinded), sig)).toBe(true);
  });
});

describe.each([
  ["Go", fromGo],
  ["Rust", fromRust],
])("RFC 9578, tokens made in %s", (_, published) => {
  const vectors = z.array(tokenVector).length(5).parse(JSON.parse(published));

  test.each(vectors.map((vector, index) => [index, vector] as const))("token %i", async (_, vector) => {
    const key = decodeIssuerKey(vector.pkS);
    expect(sameBytes(encodeIssuerKey(key.modulus), vector.pkS)).toBe(true);
    const input = tokenInput(vector.nonce, sha256(vector.token_challenge), key.id);
    const blinded = blind(key, [{ message: input, salt: vector.salt, factor: toNumber(vector.blind) }])[0]!;
    const request = tokenRequest(key.id, blinded.blindedMessage);
    expect(sameBytes(request, vector.token_request)).toBe(true);

    // The issuer's side, with Node's own cryptography.
    const [asked] = readTokenRequests(vector.token_request, 1);
    expect(asked?.truncatedKeyId).toBe(key.id[31]);
    const secret = createPrivateKey(Buffer.from(vector.skS));
    const answer = await signBlind(secret, createPublicKey(secret), asked?.blindedMessage ?? new Uint8Array());
    expect(sameBytes(answer, vector.token_response)).toBe(true);

    const token = concat(input, finalize(key, vector.token_response, blinded));
    expect(sameBytes(token, vector.token)).toBe(true);
    const read = readToken(vector.token);
    expect(sameBytes(read.keyId, key.id) && sameBytes(read.nonce, vector.nonce)).toBe(true);
    const publicKey = createPublicKey({ key: Buffer.from(vector.pkS), format: "der", type: "spki" });
    expect(verify("sha384", read.input, publicKey, read.authenticator)).toBe(true);
  });
});

test("what one side blinds with ours the other finishes with Cloudflare's, and the other way round", async () => {
  const suite = RSABSSA.SHA384.PSS.Deterministic();
  const exponent = Uint8Array.of(1, 0, 1);
  const pair = await RSABSSA.SHA384.generateKey({ modulusLength: 2048, publicExponent: exponent });
  const { n = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const key = decodeIssuerKey(encodeIssuerKey(toNumber(Buffer.from(n, "base64url"))));
  const message = new Uint8Array(98).fill(7);

  const blinding = { message, salt: new Uint8Array(48).fill(9), factor: toNumber(new Uint8Array(200).fill(3)) };
  const ours = blind(key, [blinding])[0]!;
  const signed = await suite.blindSign(pair.privateKey, ours.blindedMessage);
  const signature = finalize(key, signed, ours);
  expect(await suite.verify(pair.publicKey, signature as Uint8Array<ArrayBuffer>, message)).toBe(true);

  const theirs = await suite.blind(pair.publicKey, message);
  const answer = await suite.blindSign(pair.privateKey, theirs.blindedMsg);
  const finished = await suite.finalize(pair.publicKey, message, answer, theirs.inv);
  const inverseOfTheirs = toNumber(theirs.inv);
  const encoded = toNumber(await encodedBy(pair.publicKey, finished));
  expect(sameBytes(finalize(key, answer, { inverse: inverseOfTheirs, encoded }), finished)).toBe(true);
});

test("blinded together, messages are what each of them is alone", async () => {
  const key = decodeIssuerKey(z.array(tokenVector).parse(JSON.parse(fromGo))[0]!.pkS);
  const blindings = Array.from({ length: 33 }, (_, index) => ({
    message: new Uint8Array(98).fill(index),
    salt: new Uint8Array(48).fill(255 - index),
    factor: toNumber(new Uint8Array(200).fill(index + 1)),
  }));
  expect(blind(key, blindings)).toEqual(blindings.flatMap((one) => blind(key, [one])));
  expect(blind(key, [])).toEqual([]);
});

/** What a signature says was signed: the signature raised to the public exponent, by Node. */
async function encodedBy(publicKey: CryptoKey, signature: Uint8Array): Promise<Uint8Array> {
  const { publicEncrypt, constants } = await import("node:crypto");
  const { n = "", e = "" } = await crypto.subtle.exportKey("jwk", publicKey);
  const key = createPublicKey({ key: { kty: "RSA", n, e }, format: "jwk" });
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
}

describe("a blind signature that is not the key's", () => {
  const [vector] = rsaVectors;
  const key = { modulus: vector!.n, exponent: vector!.e };
  const blinding = { message: vector!.input_msg, salt: vector!.salt, factor: inverse(vector!.inv, vector!.n) };
  const blinded = blind(key, [blinding])[0]!;

  test.each([
    ["another signature", vector!.sig],
    ["one byte short", vector!.blind_sig.subarray(1)],
    ["one byte long", concat(vector!.blind_sig, Uint8Array.of(0))],
    ["nothing", new Uint8Array()],
    ["zero", new Uint8Array(512)],
    ["more than the modulus", new Uint8Array(512).fill(255)],
    ["one bit turned", vector!.blind_sig.map((byte, index) => (index === 300 ? byte ^ 1 : byte))],
  ])("%s", (_, signature) => {
    expect(() => finalize(key, signature, blinded)).toThrow(expect.objectContaining({ code: "token/blind-signature" }));
  });

  test.each([0n, vector!.n, vector!.n + 5n, -1n])("a factor that cannot blind: %#", (factor) => {
    expect(() => blind(key, [blinding, { ...blinding, factor }, blinding])).toThrow(
      expect.objectContaining({ code: "token/blinding" }),
    );
  });
});

describe("a token key", () => {
  const published = tokenVector.parse((JSON.parse(fromGo) as unknown[])[0]).pkS;
  const spoilt = (change: (bytes: Uint8Array) => void): Uint8Array => {
    const copy = published.slice();
    change(copy);
    return copy;
  };

  test.each([
    ["nothing", new Uint8Array()],
    ["cut short", published.subarray(0, -1)],
    ["with more behind it", concat(published, Uint8Array.of(0))],
    ["with another exponent", spoilt((bytes) => (bytes[bytes.length - 1] = 3))],
    ["with another salt length", spoilt((bytes) => (bytes[64] = 0x20))],
    ["with an even modulus", spoilt((bytes) => (bytes[bytes.length - 6]! &= 0xfe))],
    ["with a short modulus", spoilt((bytes) => (bytes[81] = 0))],
    ["of plain RSA", fromHex("30820122300d06092a864886f70d01010105000382010f00")],
  ])("%s is refused", (_, bytes) => {
    expect(() => decodeIssuerKey(bytes)).toThrow(expect.objectContaining({ code: "token/key" }));
  });
});
