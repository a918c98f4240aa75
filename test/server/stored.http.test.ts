import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tables } from "../../server/data-map/tables.ts";
import { databaseKinds } from "../support/databases.ts";
import { foundInstance, type Founded } from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

describe.each(databaseKinds)("what is stored, counted, on %s", (kind) => {
  let server: TestServer;
  let market: Founded;
  beforeAll(async () => {
    server = await startTestServer(kind);
    market = await foundInstance(server);
  });
  afterAll(() => server.stop());

  const counts = async (): Promise<Record<string, number>> => {
    const { json } = await server.call("stored");
    return Object.fromEntries(json.tables.map((one: { table: string; rows: number }) => [one.table, one.rows]));
  };

  test("every table of the three planes is counted, and no other", async () => {
    const planes = Object.entries(tables).filter(([, { plane }]) => plane !== null);
    expect(Object.keys(await counts()).toSorted()).toEqual(planes.map(([name]) => name).toSorted());
    expect((await counts())["public_plane.statement"]).toBeGreaterThan(0);
    expect((await counts())["private_plane.account"]).toBe(0);
  });

  test("the number stays as it is for the hour, whatever comes, and is right again in the next", async () => {
    const before = await counts();
    await market.newParty("Laiterie");
    expect(await counts()).toEqual(before);
    server.turnClock(1 / 24);
    expect((await counts())["public_plane.statement"]).toBeGreaterThan(before["public_plane.statement"]!);
  });

  test("the hour is whole, the same for all who ask in it", async () => {
    const { json, headers } = await server.call("stored");
    expect(json.countedAt).toMatch(/T\d\d:00:00\.000Z$/);
    expect(headers.get("cache-control")).toBe("public, max-age=300");
    expect((await server.call("stored", { query: "table=private_plane.account" })).json).toEqual(json);
  });
});
