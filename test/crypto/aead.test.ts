import { beforeAll, describe, expect, test } from "vitest";
import { concat } from "../../crypto/bytes.ts";
import { openBox } from "../../crypto/secret-box.ts";
import { ready, type Sodium } from "../../crypto/sodium.ts";
import chaChaFile from "../vectors/published/wycheproof-chacha20_poly1305.json?raw";
import xChaChaFile from "../vectors/published/wycheproof-xchacha20_poly1305.json?raw";
import { hex, wycheproofTests } from "../vectors/wycheproof.ts";

let sodium: Sodium;
beforeAll(async () => {
  sodium = await ready();
});

const shape = { key: hex, iv: hex, aad: hex, msg: hex, ct: hex, tag: hex };

function opened(open: () => Uint8Array): Uint8Array | null {
  try {
    return open();
  } catch {
    return null;
  }
}

describe("Wycheproof", () => {
  test("XChaCha20-Poly1305, through the box that the product uses", () => {
    const groups = wycheproofTests(xChaChaFile, shape, {});
    for (const each of groups.flatMap((group) => group.tests)) {
      const result = opened(() => openBox(each.key, each.aad, concat(each.iv, each.ct, each.tag)));
      expect(result, `test ${each.tcId} ${each.comment}`).toEqual(each.result === "valid" ? each.msg : null);
    }
    expect(groups.flatMap((group) => group.tests).length).toBeGreaterThan(200);
  });

  test("ChaCha20-Poly1305, both ways", () => {
    const groups = wycheproofTests(chaChaFile, shape, {});
    for (const each of groups.flatMap((group) => group.tests)) {
      const sealed = concat(each.ct, each.tag);
      const result = opened(() =>
        sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, each.aad, each.iv, each.key),
      );
      expect(result, `test ${each.tcId} ${each.comment}`).toEqual(each.result === "valid" ? each.msg : null);
      if (each.result !== "valid") continue;
      expect(sodium.crypto_aead_chacha20poly1305_ietf_encrypt(each.msg, each.aad, null, each.iv, each.key)).toEqual(
        sealed,
      );
    }
    expect(groups.flatMap((group) => group.tests).length).toBeGreaterThan(200);
  });
});
