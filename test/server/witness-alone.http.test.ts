import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatAddCheckpoint } from "../../crypto/add-checkpoint.ts";
import { toHex, utf8 } from "../../crypto/bytes.ts";
import { logNoteKey, signCheckpoint } from "../../crypto/checkpoint.ts";
import { verifyCosignature, witnessNoteKey } from "../../crypto/cosignature.ts";
import { emptyFrontier, extendFrontier, frontierRoot, type Hash, leafHash } from "../../crypto/merkle.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { formatNoteKey, parseNote, parseNoteKey, parseSignatures } from "../../crypto/signed-note.ts";
import { ready } from "../../crypto/sodium.ts";
import { fileWitnessStore } from "../../server/witness/file-witness-store.ts";
import { readWitnessSettings } from "../../server/witness/witness-settings.ts";
import { naiveProof } from "../crypto/naive-merkle.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const origin = "market.example/log";
const entriesOf = (size: number) => Array.from({ length: size }, (_, at) => utf8(`entry ${at}`));
const rootOf = (size: number): Hash => frontierRoot(extendFrontier(emptyFrontier, entriesOf(size).map(leafHash)));

let folder: string;
let log: SigningKeyPair;
beforeAll(async () => {
  await ready();
  log = signingKeyPair();
  folder = await mkdtemp(join(tmpdir(), "smartketplace-witness-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** `npm run witness` as it is compiled, in a process of its own. */
async function startWitness(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ["dist/node/server/witness/run-witness.js"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], PORT: "0", DATA_DIR: folder, ...environment },
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const started = new Promise<{ port: number; key: string } | null>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => resolve(JSON.parse(chunk.toString()) as { port: number; key: string }));
    void ended.then(() => resolve(null));
  });
  const facts = await started;
  return {
    url: `http://127.0.0.1:${facts?.port}`,
    key: facts?.key ?? "",
    errors: () => errors,
    ended,
    stop: (signal: "SIGTERM" | "SIGKILL") => {
      child.kill(signal);
      return ended;
    },
  };
}

const settings = () => ({
  WITNESS_NAME: "witness.example/w1",
  WITNESS_LOGS: formatNoteKey(logNoteKey(origin, log.publicKey)),
});
const bodyOf = (oldSize: number, size: number) =>
  formatAddCheckpoint({
    oldSize,
    proof: oldSize === 0 ? [] : naiveProof(oldSize, entriesOf(size)),
    note: signCheckpoint({ origin, size, root: rootOf(size) }, log),
  });
const add = async (url: string, body: string) => {
  const answer = await fetch(`${url}/add-checkpoint`, { method: "POST", body });
  return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
};

describe("a witness that runs alone", () => {
  test("cosigns, and remembers what it saw and who it is after being killed", async () => {
    const witness = await startWitness(settings());
    const key = parseNoteKey(witness.key);
    expect(key.name).toBe("witness.example/w1");
    const said = await (await fetch(`${witness.url}/`)).json();
    expect(said).toEqual({ key: witness.key, watched: [{ origin, seen: null }] });
    const answer = await add(witness.url, bodyOf(0, 5));
    expect(answer.status).toBe(200);
    const text = parseNote(bodyOf(0, 5).split("\n\n").slice(1).join("\n\n")).text;
    verifyCosignature(text, parseSignatures(answer.text)[0]!.signature, key);
    await witness.stop("SIGKILL");

    const again = await startWitness(settings());
    expect(again.key).toBe(witness.key);
    expect(await add(again.url, bodyOf(0, 9))).toEqual({ status: 409, type: "text/x.tlog.size", text: "5\n" });
    const many = await Promise.all([6, 7, 8, 9].map((size) => add(again.url, bodyOf(5, size))));
    expect(many.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    const says = await fetch(`${again.url}/`);
    const size = 6 + many.findIndex(({ status }) => status === 200);
    const seen = { size, root: toHex(rootOf(size)) };
    expect(await says.json()).toEqual({ key: again.key, watched: [{ origin, seen }] });
    expect(says.headers.get("content-type")).toBe("application/json");
    expect((await fetch(`${again.url}/`, { method: "POST", body: "x" })).status).toBe(405);
    expect((await fetch(`${again.url}/witness`)).status).toBe(404);
    expect((await fetch(`${again.url}/add-checkpoint`)).status).toBe(405);
    expect((await add(again.url, "nonsense")).status).toBe(400);
    expect((await add(again.url, "x".repeat(200_000))).status).toBe(413);
    const bytes = await fetch(`${again.url}/add-checkpoint`, {
      method: "POST",
      body: new Uint8Array([0xff, 0x0a, 0x0a]),
    });
    expect(bytes.status).toBe(400);
    expect(await again.stop("SIGTERM")).toBe(0);
  });

  test("says in words which setting cannot be used, and that its folder is taken", async () => {
    const nameless = await startWitness({ ...settings(), WITNESS_NAME: "" });
    expect(await nameless.ended).toBe(1);
    expect(nameless.errors()).toContain("WITNESS_NAME must be a name");
    const first = await startWitness(settings());
    const second = await startWitness(settings());
    expect(await second.ended).toBe(1);
    expect(second.errors()).toContain("is using this data folder");
    await first.stop("SIGTERM");
  });
});

test("settings are refused that name no log, a broken key, a witness's, or one log twice", () => {
  const good = settings();
  expect(readWitnessSettings(good)).toMatchObject({ port: 8090, host: "127.0.0.1", logs: [{ name: origin }] });
  const witness = formatNoteKey(witnessNoteKey("w.example/1", log.publicKey));
  for (const wrong of ["", "x", good.WITNESS_LOGS.slice(0, -1), witness, `${good.WITNESS_LOGS} ${good.WITNESS_LOGS}`]) {
    expect(() => readWitnessSettings({ ...good, WITNESS_LOGS: wrong })).toThrow("WITNESS_LOGS must be");
  }
  for (const wrong of ["a b", "a+b"])
    expect(() => readWitnessSettings({ ...good, WITNESS_NAME: wrong })).toThrow("NAME");
  expect(() => readWitnessSettings({ ...good, PORT: "70000" })).toThrow("PORT must be a port");
});

describe("what it has seen, in files", () => {
  test("goes on only from what was seen last", async () => {
    const store = fileWitnessStore(join(folder, "store"));
    const [one, two] = [
      { size: 1, root: rootOf(1) },
      { size: 2, root: rootOf(2) },
    ];
    expect(await store.read(origin)).toBeNull();
    expect(await store.advance(origin, one, two)).toBe(false);
    expect(await store.advance(origin, null, one)).toBe(true);
    expect(await store.advance(origin, null, two)).toBe(false);
    expect(await store.advance(origin, { ...one, root: rootOf(2) }, two)).toBe(false);
    expect(await store.advance(origin, one, two)).toBe(true);
    expect(await fileWitnessStore(join(folder, "store")).read(origin)).toEqual(two);
    expect(await store.read("../../etc/passwd")).toBeNull();
  });

  test("is not begun anew when it is damaged", async () => {
    const path = join(folder, "damaged");
    const store = fileWitnessStore(path);
    await store.advance(origin, null, { size: 1, root: rootOf(1) });
    const [file = ""] = await readdir(path);
    const content = await readFile(join(path, file), "utf8");
    for (const damaged of ["", content.slice(0, 20), content.replace('"size":1', '"size":-1'), "{}"]) {
      await writeFile(join(path, file), damaged);
      await expect(store.read(origin)).rejects.toThrow(/.+/);
    }
  });
});
