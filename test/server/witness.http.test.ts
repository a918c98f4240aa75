import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatAddCheckpoint } from "../../crypto/add-checkpoint.ts";
import { utf8 } from "../../crypto/bytes.ts";
import { checkpointText, logNoteKey, openCheckpoint, signCheckpoint } from "../../crypto/checkpoint.ts";
import { cosign, cosignedAt, verifyCosignature } from "../../crypto/cosignature.ts";
import { emptyFrontier, extendFrontier, frontierRoot, type Hash, leafHash } from "../../crypto/merkle.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { formatNoteKey, parseNote, parseNoteKey, parseSignatures } from "../../crypto/signed-note.ts";
import { ready } from "../../crypto/sodium.ts";
import { naiveProof } from "../crypto/naive-merkle.ts";
import { databaseKinds } from "../support/databases.ts";
import { readLog } from "../support/log-reader.ts";
import { foundInstance } from "../support/market-statements.ts";
import { freePort, until } from "../support/server-process.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const origin = "other.example/log";
const entriesOf = (size: number, word = "entry") => Array.from({ length: size }, (_, at) => utf8(`${word} ${at}`));
const rootOf = (size: number, word?: string): Hash =>
  frontierRoot(extendFrontier(emptyFrontier, entriesOf(size, word).map(leafHash)));

describe.each(databaseKinds)("a witness on %s", (kind) => {
  let server: TestServer;
  let log: SigningKeyPair;
  beforeAll(async () => {
    await ready();
    log = signingKeyPair();
    const watched = [formatNoteKey(logNoteKey(origin, log.publicKey))];
    server = await startTestServer(kind, {}, { asked: [], watched, quorum: 0 });
  });
  afterAll(() => server.stop());

  const noteOf = (size: number, word?: string) => signCheckpoint({ origin, size, root: rootOf(size, word) }, log);
  const proofOf = (oldSize: number, size: number, word?: string) =>
    oldSize === 0 || oldSize === size ? [] : naiveProof(oldSize, entriesOf(size, word));
  const add = async (body: string | Uint8Array) => {
    const answer = await server.call("addCheckpoint", { body: typeof body === "string" ? utf8(body) : body });
    return { ...answer, text: new TextDecoder().decode(answer.bytes), type: answer.headers.get("content-type") };
  };
  const grow = (oldSize: number, size: number, word?: string) =>
    add(formatAddCheckpoint({ oldSize, proof: proofOf(oldSize, size, word), note: noteOf(size, word) }));
  const witnessKey = async () => parseNoteKey((await server.call("witness")).json.key);

  test("cosigns what goes on from what it saw, and says when", async () => {
    const key = await witnessKey();
    expect(key.name).toBe("localhost:8080/witness");
    for (const [oldSize, size] of [
      [0, 1],
      [1, 3],
      [3, 300],
    ] as const) {
      const answer = await grow(oldSize, size);
      expect([answer.status, answer.type]).toEqual([200, "text/plain; charset=utf-8"]);
      const [signature, ...more] = parseSignatures(answer.text);
      expect(more).toEqual([]);
      const seconds = verifyCosignature(parseNote(noteOf(size)).text, signature!.signature, key);
      expect(Math.abs(seconds - server.now() / 1000)).toBeLessThan(60);
    }
  });

  test("says how far it has seen the log to whoever does not know", async () => {
    for (const oldSize of [0, 1, 299]) {
      const answer = await grow(oldSize, 400);
      expect([answer.status, answer.type, answer.text]).toEqual([409, "text/x.tlog.size", "300\n"]);
    }
  });

  test("cosigns the same tree again, and no other of that size", async () => {
    expect((await grow(300, 300)).status).toBe(200);
    const forked = await add(formatAddCheckpoint({ oldSize: 300, proof: [], note: noteOf(300, "other") }));
    expect([forked.status, forked.text]).toEqual([409, "300\n"]);
  });

  test("cosigns no fork, nothing without proof, and keeps to what it saw", async () => {
    const wrong = [
      formatAddCheckpoint({
        oldSize: 300,
        proof: naiveProof(300, entriesOf(400, "other")),
        note: noteOf(400, "other"),
      }),
      formatAddCheckpoint({ oldSize: 300, proof: [], note: noteOf(400) }),
      formatAddCheckpoint({ oldSize: 300, proof: proofOf(300, 400).toReversed(), note: noteOf(400) }),
      formatAddCheckpoint({ oldSize: 300, proof: [...proofOf(300, 400), rootOf(1)], note: noteOf(400) }),
    ];
    for (const body of wrong) expect((await add(body)).status).toBe(422);
    expect((await grow(0, 400)).text).toBe("300\n");
  });

  test("answers 404 for a log that it does not watch, 403 for one that is not signed by its log", async () => {
    const other = signCheckpoint({ origin: "unknown.example/log", size: 1, root: rootOf(1) }, log);
    expect((await add(formatAddCheckpoint({ oldSize: 0, proof: [], note: other }))).status).toBe(404);
    const stranger = signingKeyPair();
    const forged = signCheckpoint({ origin, size: 400, root: rootOf(400) }, stranger);
    expect((await add(formatAddCheckpoint({ oldSize: 300, proof: proofOf(300, 400), note: forged }))).status).toBe(403);
    const text = checkpointText({ origin, size: 400, root: rootOf(400), extensions: [] });
    const cosigned = { text, signatures: [cosign(text, origin, log, 1)] };
    const note = `${cosigned.text}\n${noteOf(1).split("\n\n")[1]}`;
    expect((await add(formatAddCheckpoint({ oldSize: 300, proof: proofOf(300, 400), note }))).status).toBe(403);
  });

  test("answers 400 for what is malformed, and for an old size above the new", async () => {
    const good = formatAddCheckpoint({ oldSize: 300, proof: proofOf(300, 400), note: noteOf(400) });
    const malformed = [
      "",
      "\n\n",
      good.replace("old 300", "old 0300"),
      good.replace("old 300", "old -1"),
      good.replace("old 300", "old 300 "),
      good.replace("old 300", "new 300"),
      good.replace("old 300", "old 9007199254740993"),
      good.replace("old 300\n", "old 300\nAAAA\n"),
      good
        .replace("old 300\n", `old 300\n${"A".repeat(43)}=\n`.repeat(1))
        .replace("\n\n", `\n${`${"A".repeat(43)}=\n`.repeat(70)}\n`),
      good.replace("\n400\n", "\n0400\n"),
      good.replace("— ", "- "),
      good.slice(0, -1),
      formatAddCheckpoint({ oldSize: 301, proof: [], note: noteOf(300) }),
    ];
    for (const body of malformed)
      expect([body.slice(0, 30), (await add(body)).status]).toEqual([body.slice(0, 30), 400]);
    expect((await add(new Uint8Array([0xff, 0xfe, 0x0a]))).status).toBe(400);
    expect((await add("x".repeat(200_000))).status).toBe(413);
    expect((await grow(0, 400)).text).toBe("300\n");
  });

  test("of many that come at once cosigns one way on, and never goes back", async () => {
    const sizes = Array.from({ length: 20 }, (_, at) => 301 + at);
    const answers = await Promise.all(sizes.map((size) => grow(300, size)));
    const won = sizes.filter((_, at) => answers[at]!.status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    expect((await grow(0, 500)).text).toBe(`${won[0]}\n`);
    await server.restart();
    expect((await grow(0, 500)).text).toBe(`${won[0]}\n`);
  });

  test("watches nothing and is asked by nobody without a policy", async () => {
    await server.restart({}, { asked: [], watched: [], quorum: 0 });
    expect((await grow(0, 1)).status).toBe(404);
    expect((await server.call("logWitnessed")).status).toBe(404);
  });
});

test("two instances that witness each other: each checkpoint is soon cosigned by the other, also after an absence", async () => {
  const ports = [await freePort(), await freePort()];
  const environmentOf = (at: number) => ({ PORT: String(ports[at]), ORIGIN: `http://localhost:${ports[at]}` });
  const servers = [
    await startTestServer("postgresql", environmentOf(0)),
    await startTestServer("embedded", environmentOf(1)),
  ];
  try {
    const [first, second] = servers as [TestServer, TestServer];
    const facts = await Promise.all(
      servers.map(async (server) => {
        const { origin: name, key } = (await server.call("operator")).json.log as { origin: string; key: string };
        const log = formatNoteKey(logNoteKey(name, new Uint8Array(Buffer.from(key, "base64url"))));
        return {
          log,
          origin: name,
          witness: (await server.call("witness")).json.key as string,
          url: `${server.url}/witness`,
        };
      }),
    );
    const policyOf = (other: number) => ({
      asked: [{ url: facts[other]!.url, key: facts[other]!.witness }],
      watched: [facts[other]!.log],
      quorum: 1,
    });
    await first.restart({}, policyOf(1));
    await second.restart({}, policyOf(0));

    const isCosigned = async (at: number): Promise<boolean> => {
      const note = new TextDecoder().decode((await servers[at]!.call("logCheckpoint")).bytes);
      const { origin: name, log, witness } = { ...facts[at]!, witness: facts[1 - at]!.witness };
      const opened = openCheckpoint(note, name, parseNoteKey(log));
      return cosignedAt(opened.note, parseNoteKey(witness)) !== null;
    };
    const markets = [];
    for (const [at, server] of servers.entries()) {
      markets.push(await foundInstance(server));
      await until("the other has cosigned", () => isCosigned(at));
    }

    // One goes away; the other's log goes on, keeps the last that was seen, and is seen again when it is back.
    await second.restart({ PORT: String(await freePort()) });
    await markets[0]!.newParty("Pendant l’absence");
    expect(await isCosigned(0)).toBe(false);
    const { checkpoint } = await readLog(first.url);
    const witnessed = openCheckpoint(
      new TextDecoder().decode((await first.call("logWitnessed")).bytes),
      facts[0]!.origin,
      parseNoteKey(facts[0]!.log),
    );
    expect(witnessed.size).toBeLessThan(checkpoint.size);
    expect(cosignedAt(witnessed.note, parseNoteKey(facts[1]!.witness))).not.toBeNull();
    await readLog(first.url, [witnessed]);
    await second.restart();
    await until("the other has cosigned what it missed", () => isCosigned(0), 60);
    expect((await first.call("logWitnessed")).bytes).toEqual((await first.call("logCheckpoint")).bytes);
  } finally {
    for (const server of servers) await server.stop();
  }
});
