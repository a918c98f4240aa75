import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHttpTransport } from "../../client/core/http-transport.ts";
import type { Transport } from "../../client/core/platform.ts";
import { CodedError } from "../../crypto/coded-error.ts";
import { openDevice } from "../client/core/support/people.ts";
import { databaseKinds } from "../support/databases.ts";
import { foundInstance } from "../support/market-statements.ts";
import { filesHolding, piecesMissing } from "../support/stolen-disk.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const tables = ["account", "wrapper", "session", "space", "record"] as const;
const address = {
  id: "home",
  name: "Camille Essai",
  street: "Rue de la Demeure 7",
  postcode: "1205",
  town: "Genève",
  phone: "+41 79 000 00 00",
};

/** A transport that loses its connection instead of making one kind of request, once. */
function failingOnce(inner: Transport, route: string): Transport {
  let left = 1;
  return {
    ...inner,
    request: async (name, options) => {
      if (name === route && left > 0) {
        left -= 1;
        throw new CodedError("network/offline", "The server cannot be reached.");
      }
      return inner.request(name, options);
    },
  };
}

describe.each(databaseKinds)("deleting an account on %s", (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
    // Spaces are paid for, and tokens are a market's.
    await foundInstance(server);
    await server.mint("space");
  });
  afterAll(() => server?.stop());

  const db = () => server.running.database.db;
  const counts = async () => {
    const found: number[] = [];
    for (const table of tables) {
      const { rows } = await sql<{ count: number }>`select count(*) from ${sql.raw(`private_plane.${table}`)}`.execute(
        db(),
      );
      found.push(rows[0]?.count ?? -1);
    }
    return found;
  };
  /** Every value of bytes in the tables of a person, as they are now. */
  const valuesNow = async (): Promise<Buffer[]> => {
    const values: Buffer[] = [];
    for (const table of tables) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.raw(`private_plane.${table}`)}`.execute(
        db(),
      );
      for (const value of rows.flatMap((row) => Object.values(row))) {
        if (value instanceof Uint8Array) values.push(Buffer.from(value));
      }
    }
    return values;
  };
  const person = async (transport?: Transport) => {
    const device = await openDevice(server.url, transport === undefined ? {} : { transport });
    await device.market.createAccountWithCode();
    await device.market.saveAddress(address);
    await expect.poll(async () => (await counts())[4], { timeout: 20_000 }).toBeGreaterThan(0);
    return device;
  };

  test("leaves no row of it, nor a copy in the planner's statistics", async () => {
    const device = await person();
    expect((await counts()).every((count) => count > 0)).toBe(true);
    await sql`analyze`.execute(db());
    await device.market.deleteAccount();
    await device.close();
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
    const { rows } = await sql<{ kept: string }>`
      select schemaname || '.' || tablename || '.' || attname as kept from pg_stats
      where schemaname = 'private_plane' and (most_common_vals::text like '%\\x%' or histogram_bounds::text like '%\\x%')`.execute(
      db(),
    );
    expect(rows).toEqual([]);
  });

  test("leaves nothing of it in the tables' files, once the database has cleaned up", async () => {
    const device = await person();
    // Once nothing is written any more, what there is lies on the disk.
    let values: Buffer[] = [];
    const isAtRest = async () => {
      values = await valuesNow();
      await sql`checkpoint`.execute(db());
      return Buffer.concat(values).equals(Buffer.concat(await valuesNow()));
    };
    await expect.poll(isAtRest).toBe(true);
    const pieces = values.map((value) => value.subarray(0, 48));
    const data = server.postgres?.dataFolder ?? join(server.dataDir, "database");
    const tableFiles = [join(data, "base")];
    // What is looked for is there before.
    expect(pieces.length).toBeGreaterThan(8);
    expect(piecesMissing(tableFiles, pieces)).toEqual([]);

    await device.market.deleteAccount();
    await device.close();
    for (const table of [...tables, "token_draw"])
      await sql`vacuum full ${sql.raw(`private_plane.${table}`)}`.execute(db());
    await sql`checkpoint`.execute(db());
    expect(filesHolding(tableFiles, pieces)).toEqual([]);
  });

  test.each(["deleteSpace", "deleteAccount"])(
    "is whole at the second try when the first lost its connection at %s",
    async (route) => {
      const inner = createHttpTransport(server.url, { cookieJar: true });
      const device = await person(failingOnce(inner, route));
      await expect(device.market.deleteAccount()).rejects.toMatchObject({ code: "network/offline" });
      // The account is there still: it is the way to try again.
      expect((await counts())[0]).toBe(1);
      await device.market.deleteAccount();
      expect(await counts()).toEqual([0, 0, 0, 0, 0]);
      await device.close();
    },
  );
});
