import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import pg from "pg";

// The baseline that the relay is measured against, in a process of its own: node:http and pg, no framework, and one
// statement per envelope that inserts the envelope's row and a unique row of 32 bytes. With DATABASE_URL on PostgreSQL,
// with DATA_DIR on PGlite. Prints its port; ends when told to.

const databaseUrl = process.env["DATABASE_URL"];
const dataDir = process.env["DATA_DIR"] ?? "";

/** PGlite through the same pool, as the product reaches it: one connection, kept. */
function overPglite(folder: string): pg.Pool {
  // The shape that node-postgres asks of a connection is met by PGlite's, though not named in the pool's types.
  const config = createPgConfig(folder) as unknown as pg.PoolConfig;
  return new pg.Pool(Object.assign(config, { max: 1, idleTimeoutMillis: 0 }));
}

const pool = databaseUrl === undefined ? overPglite(dataDir) : new pg.Pool({ connectionString: databaseUrl, max: 10 });

await pool.query(`
  DROP SCHEMA IF EXISTS bare CASCADE;
  CREATE SCHEMA bare;
  CREATE TABLE bare.envelope (cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, inbox bytea NOT NULL, bytes bytea NOT NULL);
  CREATE TABLE bare.spent (digest bytea PRIMARY KEY);
`);

const inbox = Buffer.alloc(32, 7);
const insert = {
  name: "insert",
  text: `WITH spent AS (INSERT INTO bare.spent (digest) VALUES ($1))
         INSERT INTO bare.envelope (inbox, bytes) VALUES ($2, $3)`,
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const bytes = Buffer.concat(chunks);
    const digest = createHash("sha256").update(bytes).digest();
    pool.query({ ...insert, values: [digest, inbox, bytes] }).then(
      () => response.writeHead(202).end(),
      () => response.writeHead(500).end(),
    );
  });
});

server.listen(0, "127.0.0.1", () => {
  console.log(`listening ${(server.address() as AddressInfo).port}`);
});

process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void pool.end().then(() => process.exit(0));
});
