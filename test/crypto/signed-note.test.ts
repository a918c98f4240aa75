import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { fromBase64, utf8 } from "../../crypto/bytes.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import {
  formatNote,
  formatNoteKey,
  noteSignaturesMax,
  parseNote,
  parseNoteKey,
  parseSignatures,
  signNote,
  verifyNote,
} from "../../crypto/signed-note.ts";
import { ready } from "../../crypto/sodium.ts";
import { codeOf, everyByteFlipped } from "./flipped.ts";

beforeAll(async () => {
  await ready();
});

// The example of C2SP signed-note.
const exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const exampleNote =
  "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

// The example of golang.org/x/mod/sumdb/note, whose format this is, with its secret key.
const neumannText =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const neumannKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const neumannSeed = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const neumannNote = `${neumannText}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const neumann = (): SigningKeyPair => signingKeyPair(fromBase64(neumannSeed).slice(1));

describe("published notes", () => {
  test("of the specification verifies by its key", () => {
    expect(verifyNote(parseNote(exampleNote), parseNoteKey(exampleKey))).toBe("This is an example message.\n");
  });

  test("of the Go implementation is made again, byte for byte", () => {
    const signature = signNote(neumannText, "PeterNeumann", neumann());
    expect(formatNote({ text: neumannText, signatures: [signature] })).toBe(neumannNote);
    expect(verifyNote(parseNote(neumannNote), parseNoteKey(neumannKey))).toBe(neumannText);
  });

  test("with empty lines in the text is split at the last one", () => {
    const poem =
      "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
    const note = parseNote(poem);
    expect(note.text).toBe(
      "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n",
    );
    expect(note.signatures.map(({ name, signature }) => [name, signature.length])).toEqual([
      ["quasimodo.example/salvatore", 64],
    ]);
    expect(formatNote(note)).toBe(poem);
  });

  test.each([exampleKey, neumannKey])("%s is read and written as it is", (text) => {
    expect(formatNoteKey(parseNoteKey(text))).toBe(text);
  });
});

describe("a note", () => {
  const other = () => signingKeyPair(new Uint8Array(32).fill(7));

  test("is what its key signed, whoever else signed it", () => {
    const signatures = [signNote(neumannText, "other.example/log", other())];
    const note = parseNote(`${neumannNote}${formatNote({ text: "", signatures }).slice(1)}`);
    expect(note.signatures).toHaveLength(2);
    expect(verifyNote(note, parseNoteKey(neumannKey))).toBe(neumannText);
  });

  test("is unsigned for a key of the same name or of the same id", async () => {
    const note = parseNote(neumannNote);
    const key = parseNoteKey(neumannKey);
    expect(await codeOf(() => verifyNote(note, { ...key, name: "PeterNeumannn" }))).toBe("note/unsigned");
    expect(await codeOf(() => verifyNote(note, { ...key, publicKey: other().publicKey }))).toBe("note/unsigned");
    expect(await codeOf(() => verifyNote(note, { ...key, type: 4 }))).toBe("note/unsigned");
  });

  test("is worth nothing when one of two signatures by its key is not valid", async () => {
    const lines = neumannNote.split("\n");
    const bent = lines[3]!.replace("x08go/ZJ", "x08go/ZK");
    const note = parseNote(`${neumannNote}${bent}\n`);
    expect(await codeOf(() => verifyNote(note, parseNoteKey(neumannKey)))).toBe("note/signature");
  });

  test("with any other bit fails, by one way or another", async () => {
    const key = parseNoteKey(neumannKey);
    for (const { index, changed } of everyByteFlipped(utf8(neumannNote))) {
      const code = await codeOf(() => {
        const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(changed);
        return verifyNote(parseNote(text), key);
      });
      expect(code, `byte ${index}`).not.toBe("none");
    }
  });

  test("comes back as it was, whatever its text says", () => {
    const line = fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = `${lines.join("\n")}\n`;
        const note = { text, signatures: [signNote(text, "log.example/1", other())] };
        expect(parseNote(formatNote(note))).toEqual(note);
      }),
      { numRuns: 40 },
    );
  });
});

describe("hostile notes", () => {
  const line = neumannNote.split("\n")[3]!;
  test.each([
    ["nothing", ""],
    ["no blank line", "text\n— a AAAAAAA=\n"],
    ["no signature", "text\n\n"],
    ["no line feed at the end", neumannNote.slice(0, -1)],
    ["a hyphen for the dash", neumannNote.replace("—", "-")],
    ["a name with a plus", neumannNote.replace("— PeterNeumann", "— Peter+Neumann")],
    ["a name with a space that is none of ASCII", neumannNote.replace("— PeterNeumann", "— Peter\u2003Neumann")],
    ["no name", neumannNote.replace("— PeterNeumann", "— ")],
    ["a carriage return", neumannNote.replace("problem,\n", "problem,\r\n")],
    ["a zero byte", neumannNote.replace("think", "thi\u0000nk")],
    ["half a surrogate pair", neumannNote.replace("think", "thi\ud800nk")],
    ["base64 with bits left over", neumannNote.replace("nAM=", "nAN=")],
    ["base64 without its padding", neumannNote.replace("nAM=", "nAM")],
    ["base64url", neumannNote.replace("x08go/ZJ", "x08go_ZJ")],
    ["a signature of an id alone", `text\n\n— a AAAAAA==\n`],
    ["something behind a signature", neumannNote.replace("nAM=", "nAM= x")],
    ["too many signatures", `text\n\n${`${line}\n`.repeat(noteSignaturesMax + 1)}`],
    ["too much text", `${"x".repeat(200_000)}\n\n${line}\n`],
  ])("%s is malformed", async (_, note) => {
    expect(await codeOf(() => parseNote(note))).toBe("note/malformed");
  });

  test("sixteen signatures and more are read", () => {
    expect(parseNote(`text\n\n${`${line}\n`.repeat(noteSignaturesMax)}`).signatures).toHaveLength(noteSignaturesMax);
  });

  test("signature lines alone are refused like those of a note", async () => {
    expect(parseSignatures(`${line}\n`)).toEqual(parseNote(neumannNote).signatures);
    for (const wrong of ["", "\n", line, `${line}\n\n`, `\n${line}\n`]) {
      expect(await codeOf(() => parseSignatures(wrong))).toBe("note/malformed");
    }
  });

  test.each([
    "",
    "example.com/foo",
    exampleKey.replace("530d903a", "530d903b"),
    exampleKey.replace("530d903a", "530D903A"),
    exampleKey.replace("example.com/foo", "example.com/fou"),
    exampleKey.slice(0, -4),
    `${exampleKey}AAAA`,
    exampleKey.replace("example.com/foo", "example com/foo"),
    `+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`,
  ])("%j is no key", async (text) => {
    expect(await codeOf(() => parseNoteKey(text))).toBe("note/key");
  });

  test("nothing is signed that would not be read", async () => {
    for (const [text, name] of [
      ["no line feed", "name"],
      ["carriage\r\n", "name"],
      ["text\n", "a name"],
      ["text\n", "a+b"],
      ["text\n", ""],
    ] as const) {
      expect(await codeOf(() => signNote(text, name, neumann()))).toBe("note/malformed");
    }
  });
});
