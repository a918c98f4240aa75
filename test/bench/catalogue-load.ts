import { Pool } from "undici";
import { percentile, rounded } from "./figures.ts";

// The load generator of the catalogue, in a process of its own: `tsx catalogue-load.ts <origin> <count> <connections>`,
// paths on stdin, one a line. Reads them in turn over kept-alive connections, as browsers ask for them, and prints one
// line of JSON.

/** What a run measured. Bytes are those of bodies, as sent. */
export interface ReadFigures {
  readonly answersPerSecond: number;
  readonly megabytesPerSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

async function read(
  origin: string,
  paths: readonly string[],
  count: number,
  connections: number,
): Promise<ReadFigures> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const milliseconds: number[] = [];
  let bytes = 0;
  let next = 0;
  const readInTurn = async () => {
    for (let index = next++; index < count; index = next++) {
      const started = performance.now();
      const answer = await pool.request({
        path: paths[index % paths.length] ?? "/",
        method: "GET",
        headers: { "accept-encoding": "gzip, deflate, br, zstd", accept: "application/octet-stream" },
      });
      if (answer.statusCode !== 200) throw new Error(`Answered ${answer.statusCode}.`);
      if (answer.headers["content-encoding"] !== "br") throw new Error("Not sent as brotli.");
      for await (const chunk of answer.body) bytes += (chunk as Buffer).length;
      milliseconds.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, readInTurn));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return {
    answersPerSecond: rounded(count / seconds, 1),
    megabytesPerSecond: rounded(bytes / 1e6 / seconds, 1),
    p50Milliseconds: rounded(percentile(milliseconds, 0.5)),
    p99Milliseconds: rounded(percentile(milliseconds, 0.99)),
  };
}

let stdin = "";
for await (const chunk of process.stdin) stdin += String(chunk);
const [origin = "", count = "", connections = ""] = process.argv.slice(2);
console.log(JSON.stringify(await read(origin, stdin.trim().split("\n"), Number(count), Number(connections))));
