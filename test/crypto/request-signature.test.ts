import { beforeAll, describe, expect, test } from "vitest";
import { toBase64url, utf8 } from "../../crypto/bytes.ts";
import {
  requestWindowSeconds,
  type SignedRequest,
  signRequest,
  verifyRequest,
} from "../../crypto/request-signature.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { codeOf } from "./flipped.ts";

const now = 1_772_438_400;
const request: SignedRequest = { method: "PUT", path: "/spaces/abc/records/def?base=3", body: utf8("sealed") };

let pair: SigningKeyPair;
beforeAll(async () => {
  await ready();
  pair = signingKeyPair();
});

describe("a signed request", () => {
  test("tells whose key signed it, and its nonce", () => {
    const header = signRequest(request, pair, now + 0.9);
    const verified = verifyRequest(request, header, now);
    expect(verified.key).toEqual(pair.publicKey);
    expect(verified.seconds).toBe(now);
    expect(header).toBe(`Key ${toBase64url(pair.publicKey)}.${now}.${verified.nonce}.${header.slice(-86)}`);
    expect(verifyRequest(request, signRequest(request, pair, now), now).nonce).not.toBe(verified.nonce);
  });

  test("covers method, path, query and body", async () => {
    const header = signRequest(request, pair, now);
    const others: SignedRequest[] = [
      { ...request, method: "DELETE" },
      { ...request, path: "/spaces/abc/records/deg?base=3" },
      { ...request, path: "/spaces/abc/records/def?base=4" },
      { ...request, path: "/spaces/abc/records/def" },
      { ...request, body: utf8("sealer") },
      { ...request, body: new Uint8Array() },
    ];
    for (const other of others) expect(await codeOf(() => verifyRequest(other, header, now))).toBe("signature/invalid");
  });

  test("holds for 120 seconds before and after its time, not a second longer", async () => {
    const header = signRequest(request, pair, now);
    for (const seconds of [-requestWindowSeconds, requestWindowSeconds]) {
      expect(await codeOf(() => verifyRequest(request, header, now + seconds))).toBe("none");
      expect(await codeOf(() => verifyRequest(request, header, now + seconds + Math.sign(seconds)))).toBe(
        "request/stale",
      );
    }
  });

  test("cannot be moved to another time, nonce or key", async () => {
    const [key = "", seconds = "", nonce = "", signature = ""] = signRequest(request, pair, now).slice(4).split(".");
    const other = signingKeyPair();
    const forged = [
      `Key ${key}.${Number(seconds) + 1}.${nonce}.${signature}`,
      `Key ${key}.${seconds}.${toBase64url(new Uint8Array(16))}.${signature}`,
      `Key ${toBase64url(other.publicKey)}.${seconds}.${nonce}.${signature}`,
      `Key ${key}.${seconds}.${nonce}.${toBase64url(new Uint8Array(64))}`,
    ];
    for (const header of forged)
      expect(await codeOf(() => verifyRequest(request, header, now))).toBe("signature/invalid");
  });

  test("is unsigned when the header is missing, of another scheme, or not canonical", async () => {
    const header = signRequest(request, pair, now);
    const [key = "", ...rest] = header.slice(4).split(".");
    const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const sameKeyOtherSpelling = `${key.slice(0, -1)}${last[last.indexOf(key.at(-1)!) + 1]}`;
    const headers = [
      undefined,
      "",
      "Key",
      header.slice(4),
      header.replace("Key", "Bearer"),
      `${header} `,
      `${header}\n`,
      header.slice(0, -1),
      `Key ${[sameKeyOtherSpelling, ...rest].join(".")}`,
      `Key ${key}.${"9".repeat(13)}.${rest[1]}.${rest[2]}`,
    ];
    for (const wrong of headers)
      expect(await codeOf(() => verifyRequest(request, wrong, now))).toBe("request/unsigned");
  });
});
