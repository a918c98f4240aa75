import { beforeAll, describe, expect, test } from "vitest";
import { fromBase64, toHex, utf8 } from "../../crypto/bytes.ts";
import {
  checkpointText,
  logNoteKey,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from "../../crypto/checkpoint.ts";
import { cosign, cosignedAt, witnessNoteKey } from "../../crypto/cosignature.ts";
import { emptyRoot, type Hash } from "../../crypto/merkle.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { formatNote, formatNoteKey, noteKeyId, parseNote, parseNoteKey } from "../../crypto/signed-note.ts";
import { ready } from "../../crypto/sodium.ts";
import { codeOf } from "./flipped.ts";

beforeAll(async () => {
  await ready();
});

// The example of C2SP tlog-checkpoint and tlog-cosignature. They publish no keys for it: its form can be checked.
const exampleText = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
const exampleNote = `${exampleText}
— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

const origin = "market.example/log";
const log = () => signingKeyPair(new Uint8Array(32).fill(1));
const witness = () => signingKeyPair(new Uint8Array(32).fill(2));
const root = fromBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=") as Hash;

describe("the example of the specifications", () => {
  test("is read and written as it is", () => {
    const note = parseNote(exampleNote);
    const checkpoint = parseCheckpoint(note.text);
    expect(checkpoint).toEqual({ origin: "example.com/behind-the-sofa", size: 20_852_163, root, extensions: [] });
    expect(checkpointText(checkpoint)).toBe(exampleText);
    expect(formatNote(note)).toBe(exampleNote);
  });

  test("has a cosignature that says when", () => {
    const [, cosignature] = parseNote(exampleNote).signatures;
    expect(cosignature!.signature).toHaveLength(72);
    expect(toHex(cosignature!.signature.slice(0, 8))).toBe(1_679_315_147n.toString(16).padStart(16, "0"));
  });
});

describe("a checkpoint", () => {
  const key = () => logNoteKey(origin, log().publicKey);

  test("is opened by the log's key and origin", () => {
    const note = signCheckpoint({ origin, size: 42, root }, log());
    expect(openCheckpoint(note, origin, key())).toEqual({
      origin,
      size: 42,
      root,
      extensions: [],
      note: parseNote(note),
    });
  });

  test("of nothing begins a log", () => {
    const note = signCheckpoint({ origin, size: 0, root: emptyRoot }, log());
    expect(openCheckpoint(note, origin, key()).size).toBe(0);
  });

  test("of another log, by another key or changed is refused", async () => {
    const note = signCheckpoint({ origin, size: 42, root }, log());
    expect(await codeOf(() => openCheckpoint(note, "other.example/log", key()))).toBe("checkpoint/origin");
    expect(await codeOf(() => openCheckpoint(note, origin, logNoteKey(origin, witness().publicKey)))).toBe(
      "note/unsigned",
    );
    expect(await codeOf(() => openCheckpoint(note.replace("\n42\n", "\n43\n"), origin, key()))).toBe("note/signature");
  });

  const encodedRoot = exampleText.split("\n")[2]!;
  test.each([
    "",
    "\n",
    "a\n1\n",
    `a\n1\n${encodedRoot}`,
    `\n1\n${encodedRoot}\n`,
    `a\n01\n${encodedRoot}\n`,
    `a\n+1\n${encodedRoot}\n`,
    `a\n-1\n${encodedRoot}\n`,
    `a\n1.0\n${encodedRoot}\n`,
    `a\n1e3\n${encodedRoot}\n`,
    `a\n9007199254740992\n${encodedRoot}\n`,
    `a\n18446744073709551615\n${encodedRoot}\n`,
    `a\n${"9".repeat(10_000)}\n${encodedRoot}\n`,
    `a\n1\n${encodedRoot.slice(0, -4)}\n`,
    `a\n1\n${encodedRoot.replace("=", "")}\n`,
    `a\n1\nAAAA${encodedRoot}\n`,
    `a\n1\n${encodedRoot}\n\n`,
    `a\n1\n${encodedRoot}\n\nextension\n`,
  ])("%j is malformed", async (text) => {
    expect(await codeOf(() => parseCheckpoint(text))).toBe("checkpoint/malformed");
  });

  test("of another log may have further lines, which are kept and signed", () => {
    const text = `${exampleText}one\ntwo\n`;
    expect(parseCheckpoint(text).extensions).toEqual(["one", "two"]);
    expect(checkpointText(parseCheckpoint(text))).toBe(text);
  });
});

describe("a cosignature", () => {
  const key = () => witnessNoteKey("witness.example/w", witness().publicKey);
  const cosigned = (seconds: number, text = exampleText) =>
    parseNote(formatNote({ text, signatures: [cosign(text, "witness.example/w", witness(), seconds)] }));

  test.each([0, 1_679_315_147, 2 ** 32, 2 ** 53 - 1])(
    "of second %d says so to whoever knows the witness",
    (seconds) => {
      expect(cosignedAt(cosigned(seconds), key())).toBe(seconds);
    },
  );

  test("has a key of its own kind, which is another for the same bytes", () => {
    expect(parseNoteKey(formatNoteKey(key()))).toEqual(key());
    expect(noteKeyId(key())).not.toEqual(noteKeyId({ ...key(), type: 1 }));
  });

  test("is the newest when there are several", () => {
    const signatures = [5, 9, 7].map((seconds) => cosign(exampleText, "witness.example/w", witness(), seconds));
    expect(cosignedAt({ text: exampleText, signatures }, key())).toBe(9);
  });

  test("by somebody else is none", () => {
    expect(cosignedAt(parseNote(exampleNote), key())).toBeNull();
    expect(cosignedAt(cosigned(1), { ...key(), name: "witness.example/v" })).toBeNull();
  });

  test("of another text, at another time, of another length or by the log's way of signing is invalid", async () => {
    const { signatures } = cosigned(1);
    expect(await codeOf(() => cosignedAt({ text: exampleText.replace("3\n", "4\n"), signatures }, key()))).toBe(
      "note/signature",
    );
    for (let index = 0; index < 72; index++) {
      const signature = signatures[0]!.signature.slice();
      signature[index]! ^= 1 << (index % 8);
      const note = { text: exampleText, signatures: [{ ...signatures[0]!, signature }] };
      expect(await codeOf(() => cosignedAt(note, key())), `byte ${index}`).toBe("note/signature");
    }
    for (const length of [0, 8, 64, 71]) {
      const short = { ...signatures[0]!, signature: signatures[0]!.signature.slice(0, length) };
      expect(await codeOf(() => cosignedAt({ text: exampleText, signatures: [short] }, key()))).toBe("note/signature");
    }
  });

  test("is over the two lines of the specification and the whole text", async () => {
    const { subtle } = globalThis.crypto;
    const publicKey = await subtle.importKey("raw", Uint8Array.from(witness().publicKey), { name: "Ed25519" }, false, [
      "verify",
    ]);
    const { signature } = cosigned(1_679_315_147).signatures[0]!;
    const message = utf8(`cosignature/v1\ntime 1679315147\n${exampleText}`);
    expect(
      await subtle.verify("Ed25519", publicKey, Uint8Array.from(signature.slice(8)), Uint8Array.from(message)),
    ).toBe(true);
  });
});
