import { randomFillSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { Pool } from "undici";
import { percentile, rounded } from "./figures.ts";

// The load generator, in a process of its own:
// `tsx relay-load.ts <origin> <path>[,<path>…] <count> <connections> [<file with a token a line>]`.
// Posts `count` different envelopes of 4 KiB over kept-alive connections, spread over the paths, and prints one line of
// JSON. The envelopes have the right outer form; a server can open none of them, so it cannot tell them from real ones.

/** What a run measured. `otherStatuses` counts what was not accepted, by status. */
export interface LoadFigures {
  readonly accepted: number;
  readonly seconds: number;
  readonly acceptedPerSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly otherStatuses: Readonly<Record<string, number>>;
}

const envelopeBytes = 4096;
const header = Buffer.from("SMK1\0\u0001", "latin1");

function envelopes(count: number): Buffer[] {
  const all = randomFillSync(Buffer.alloc(count * envelopeBytes));
  return Array.from({ length: count }, (_, index) => {
    const envelope = all.subarray(index * envelopeBytes, (index + 1) * envelopeBytes);
    header.copy(envelope);
    return envelope;
  });
}

async function load(
  origin: string,
  paths: readonly string[],
  count: number,
  connections: number,
  tokens: readonly string[],
): Promise<LoadFigures> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const bodies = envelopes(count);
  const milliseconds: number[] = [];
  const otherStatuses: Record<string, number> = {};
  let next = 0;
  const sendInTurn = async () => {
    for (let index = next++; index < count; index = next++) {
      const started = performance.now();
      const path = paths[index % paths.length] ?? "/";
      const body = bodies[index] ?? null;
      const token = tokens[index];
      const answer = await pool.request({
        path,
        method: "POST",
        body,
        headers: {
          "content-type": "application/octet-stream",
          ...(token !== undefined && { authorization: `PrivateToken token="${token}"` }),
        },
      });
      await answer.body.dump();
      if (answer.statusCode < 300) milliseconds.push(performance.now() - started);
      else otherStatuses[answer.statusCode] = (otherStatuses[answer.statusCode] ?? 0) + 1;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, sendInTurn));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  if (milliseconds.length === 0) throw new Error(`Nothing was accepted: ${JSON.stringify(otherStatuses)}`);
  return {
    accepted: milliseconds.length,
    seconds: rounded(seconds, 3),
    acceptedPerSecond: rounded(milliseconds.length / seconds, 1),
    p50Milliseconds: rounded(percentile(milliseconds, 0.5)),
    p99Milliseconds: rounded(percentile(milliseconds, 0.99)),
    otherStatuses,
  };
}

const [origin = "", paths = "", count = "", connections = "", tokenFile] = process.argv.slice(2);
const tokens = tokenFile === undefined ? [] : readFileSync(tokenFile, "utf8").split("\n");
console.log(JSON.stringify(await load(origin, paths.split(","), Number(count), Number(connections), tokens)));
