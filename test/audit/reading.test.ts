import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPostgres } from "../../audit/audit-database.ts";
import { ArgumentsError, readArguments } from "../../audit/arguments.ts";
import { lonelyNeighbours } from "../../audit/checks/planes-row-order.ts";
import { copyReader } from "../../audit/copy-rows.ts";
import { startPostgres, type TestPostgres } from "../support/databases.ts";

function copyOf(rows: readonly (readonly (Buffer | null)[])[]): Buffer {
  const i32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  const head = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), i32(0), i32(0)]);
  const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
  const body = rows.map((row) =>
    Buffer.concat([
      u16(row.length),
      ...row.flatMap((value) => (value === null ? [i32(-1)] : [i32(value.length), value])),
    ]),
  );
  return Buffer.concat([head, ...body, u16(0xffff)]);
}

describe("rows of a binary copy", () => {
  const rows = [
    [Buffer.from("(0,1)"), randomBytes(40)],
    [Buffer.from("(0,2)"), null],
    [Buffer.alloc(0), randomBytes(3)],
  ];
  const copy = copyOf(rows);

  test.each([1, 2, 3, 7, 19, 64, copy.length])("are read whole when it comes in pieces of %i bytes", (size) => {
    const read: (Buffer | null)[][] = [];
    const take = copyReader((row) => void read.push(row.map((value) => (value === null ? null : Buffer.from(value)))));
    for (let at = 0; at < copy.length; at += size) take(copy.subarray(at, at + size));
    expect(read).toEqual(rows);
  });

  test("are not made up from a copy that was cut off", () => {
    let count = 0;
    copyReader(() => (count += 1))(copy.subarray(0, copy.length - 6));
    expect(count).toBe(2);
  });
});

describe("a PostgreSQL that is read", () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres({ durable: false });
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(
      `create table many as select i::text as name, decode(md5(i::text), 'hex') as content from generate_series(1, 20000) i`,
    );
    await client.end();
  });
  afterAll(() => postgres.stop());

  test("hands over every row, as it was when reading began", async () => {
    const database = await readPostgres(postgres.url);
    const writer = new pg.Client({ connectionString: postgres.url });
    await writer.connect();
    await writer.query("delete from many where name::integer > 100");
    await writer.end();
    let [rows, bytes] = [0, 0];
    await database.scan("select content from many", ([content]) => {
      rows += 1;
      bytes += content?.length ?? 0;
    });
    expect([rows, bytes]).toEqual([20_000, 320_000]);
    await database.close();
  });

  test("goes on after a query that fails, and after a row that cannot be looked at", async () => {
    const database = await readPostgres(postgres.url);
    await expect(database.attempt(() => database.rows("select * from nowhere"))).rejects.toThrow(/nowhere/);
    const look = database.scan("select name from many", () => {
      throw new Error("not this one");
    });
    await expect(look).rejects.toThrow("not this one");
    expect(await database.rows("select 1::text as one")).toEqual([{ one: "1" }]);
    await database.close();
  });
});

describe("the command line", () => {
  test("names what is audited", () => {
    expect(
      readArguments(["--database-url", "postgresql://localhost/x", "--url", "https://m.example/a?b", "--json"]),
    ).toEqual({
      databaseUrl: "postgresql://localhost/x",
      url: "https://m.example",
      dataDir: null,
      json: true,
    });
  });

  test.each([
    [[]],
    [["--json"]],
    [["--database-url", "mysql://localhost"]],
    [["--url", "file:///etc/passwd"]],
    [["--url"]],
    [["--data-dir", ""]],
    [["--data-dir", "x".repeat(5000)]],
    [["--password", "s3cret"]],
    [["s3cret"]],
  ])("%j is refused with the usage and no echo", (words) => {
    expect(() => readArguments(words)).toThrow(ArgumentsError);
    expect(() => readArguments(words)).toThrow(/^npm run audit/);
    expect(() => readArguments(words)).not.toThrow(/s3cret/);
  });
});

test("neighbours are counted where there is exactly one", () => {
  expect(lonelyNeighbours([], [1, 2])).toBe(0);
  expect(lonelyNeighbours([10, 100, 1000], [12, 93, 95, 1009])).toBe(1);
  expect(lonelyNeighbours([10, 11], [10])).toBe(2);
});
