import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBase64url } from "../../crypto/bytes.ts";
import { tokenHeader } from "../../crypto/tokens/token-header.ts";
import { envelopeOf } from "../support/envelopes.ts";
import { newSigner, partyBody, stated } from "../support/market-statements.ts";
import { startServer } from "../support/server-process.ts";
import { foundMint } from "../support/token-payments.ts";
import { tellApart } from "./alike.ts";
import { percentile, rounded, say } from "./figures.ts";

const rounds = 400;
const warmingRounds = 30;
/** Better than a coin by this much, from one answer's time, is more than noise of the machine. */
const advantageMax = 0.1;
/** Chance of a false alarm over all pairs together. */
const falseAlarmMax = 0.01;

/** One way of being refused, or taken in. Those of one `group` must not be told apart, by answer or by time. */
interface Kind {
  readonly name: string;
  readonly group: string;
  readonly status: number;
  /** A new request for each round. */
  make(): { readonly party: string; readonly token: string | null; readonly body: Buffer };
}

interface Measured {
  readonly milliseconds: number;
  readonly status: number;
  /** Digest of all that can be seen of the answer but its date. */
  readonly seen: string;
}

/** Posts over a connection of its own: some refusals end theirs, and none may have the gain of one that is there already. */
function post(port: number, { party, token, body }: ReturnType<Kind["make"]>): Promise<Measured> {
  return new Promise((resolve, reject) => {
    let started = 0;
    const outgoing = request({
      port,
      host: "127.0.0.1",
      method: "POST",
      path: `/relay/inboxes/${party}/envelopes`,
      agent: false,
      headers: {
        "content-length": body.length,
        "content-type": "application/octet-stream",
        ...(token !== null && { authorization: tokenHeader(token) }),
      },
    });
    outgoing.on("socket", (socket) => socket.once("connect", () => (started = performance.now())));
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const milliseconds = performance.now() - started;
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const headers = Object.entries(incoming.headers).filter(([name]) => name !== "date");
        const seen = createHash("sha256").update(JSON.stringify(headers)).update(Buffer.concat(chunks)).digest("hex");
        resolve({ milliseconds, status: incoming.statusCode ?? 0, seen });
      });
    });
    outgoing.end(body);
  });
}

function spoilt(bytes: Buffer, at: number): Buffer {
  bytes[at] = bytes[at]! ^ 1;
  return bytes;
}

/** A token with another byte at a place: 66 is in the key's id, 300 in the signature. */
const spoiltToken = (token: string, at: number): string =>
  spoilt(Buffer.from(token, "base64url"), at).toString("base64url");

function kindsOf(known: string, mint: Awaited<ReturnType<typeof foundMint>>, spent: string): Kind[] {
  const held = mint("relay");
  const kinds: Kind[] = [];
  const each = (
    name: string,
    group: string,
    status: number,
    make: () => { token: string | null; body: Buffer },
  ): void => {
    kinds.push(
      { name: `${name}, a party that is there`, group, status, make: () => ({ party: known, ...make() }) },
      // Another one each time, so that nothing about it can be remembered.
      {
        name: `${name}, no such party`,
        group,
        status,
        make: () => ({ party: toBase64url(randomBytes(32)), ...make() }),
      },
    );
  };
  const form = "wrong form";
  each("another magic", form, 400, () => ({ token: held, body: spoilt(envelopeOf(), 0) }));
  each("another suite", form, 400, () => ({ token: held, body: spoilt(envelopeOf(), 5) }));
  each("chance", form, 400, () => ({ token: held, body: randomBytes(4096) }));
  each("off the ladder", "wrong length", 400, () => ({ token: held, body: envelopeOf(4097) }));
  each("no token", "no token", 401, () => ({ token: null, body: envelopeOf() }));
  each("a token of no key", "token of no key", 401, () => ({ token: spoiltToken(held, 66), body: envelopeOf() }));
  each("a token nobody signed", "token unsigned", 401, () => ({ token: spoiltToken(held, 300), body: envelopeOf() }));
  each("a token for spaces", "token for spaces", 401, () => ({ token: mint("space"), body: envelopeOf() }));
  each("a token that is spent", "token spent", 409, () => ({ token: spent, body: envelopeOf() }));
  each("taken in", "taken in", 201, () => ({ token: mint("relay"), body: envelopeOf() }));
  return kinds;
}

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** All kinds in each round, in an order by chance, so that a slow moment of the machine meets each alike. */
async function measure(port: number, kinds: readonly Kind[]): Promise<Map<Kind, Measured[]>> {
  const measured = new Map<Kind, Measured[]>(kinds.map((kind) => [kind, []]));
  for (let round = -warmingRounds; round < rounds; round++) {
    if (round % 100 === 0) say(`  round ${round} of ${rounds}`);
    for (const kind of shuffled(kinds)) {
      const one = await post(port, kind.make());
      if (one.status !== kind.status) throw new Error(`${kind.name}: answered with ${one.status}.`);
      if (round >= 0) measured.get(kind)!.push(one);
    }
  }
  return measured;
}

function compare(measured: ReadonlyMap<Kind, readonly Measured[]>) {
  const kinds = [...measured.keys()];
  const pairs = kinds.flatMap((a, index) =>
    kinds.slice(index + 1).flatMap((b) => (a.group === b.group ? [[a, b] as const] : [])),
  );
  const pMin = falseAlarmMax / pairs.length;
  return pairs.map(([a, b]) => {
    const [first, second] = [measured.get(a)!, measured.get(b)!];
    const { advantage, p } = tellApart(
      first.map(({ milliseconds }) => milliseconds),
      second.map(({ milliseconds }) => milliseconds),
    );
    const sameAnswers = new Set([...first, ...second].map(({ seen }) => seen)).size === 1;
    const told = p < pMin && advantage > advantageMax;
    return {
      a: a.name,
      b: b.name,
      sameAnswers,
      advantage: rounded(advantage, 3),
      p: Number(p.toPrecision(3)),
      alike: sameAnswers && !told,
    };
  });
}

/** A market with a party that everybody may know. */
async function foundMarket(port: number, dataDir: string) {
  const url = `http://127.0.0.1:${port}`;
  const mint = await foundMint(url, dataDir);
  const signer = newSigner();
  const { wire } = stated(signer, "party", partyBody("Ferme"));
  const posted = await fetch(`${url}/statements`, { method: "POST", body: wire as Uint8Array<ArrayBuffer> });
  if (posted.status !== 201) throw new Error(`The party was not taken in: ${posted.status}`);
  return { party: signer.name, mint };
}

/**
 * `npm run bench -- refusals`: how the relay refuses, each kind beside the others in one run on the built server. What must
 * not be told from an answer or from its time is whether a party is there, and what was wrong with an envelope's form; of
 * what its sender knows by themselves (a length, a token) the times are shown, and not compared.
 */
export async function benchRefusals() {
  const dataDir = await mkdtemp(join(tmpdir(), "smartketplace-bench-"));
  const server = await startServer({ dataDir, environment: { LOG_LEVEL: "warn", DEMO: "0" } });
  try {
    const { party, mint } = await foundMarket(server.port, dataDir);
    const spent = mint("relay");
    await post(server.port, { party, token: spent, body: envelopeOf() });
    const measured = await measure(server.port, kindsOf(party, mint, spent));
    const kinds = [...measured].map(([{ name, group, status }, all]) => {
      const times = all.map(({ milliseconds }) => milliseconds);
      return {
        name,
        group,
        status,
        count: times.length,
        p50Milliseconds: rounded(percentile(times, 0.5), 3),
        p99Milliseconds: rounded(percentile(times, 0.99), 3),
      };
    });
    const comparisons = compare(measured);
    return {
      kinds,
      comparisons,
      alike: comparisons.every((one) => one.alike),
      limits: { advantageMax, falseAlarmMax },
    };
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
