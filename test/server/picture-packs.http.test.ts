import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPicturePack, sharpPlaceOf } from "../../crypto/protocol/picture-file.ts";
import { databaseKinds } from "../support/databases.ts";
import { foundInstance, type Founded, items, type Signer, stated } from "../support/market-statements.ts";
import { type SentPicture, sentPicture, strangeName } from "../support/pictures.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

describe.each(databaseKinds)("packs of pictures on %s", (kind) => {
  let server: TestServer;
  let founded: Founded;
  beforeAll(async () => {
    server = await startTestServer(kind);
    founded = await foundInstance(server);
  });
  afterAll(() => server.stop());

  const put = (party: Signer, { name, body }: SentPicture) =>
    server.call("putMedia", { sign: party.pair, params: { digest: name }, body });
  const namedBy = ({ name }: SentPicture) => ({
    digest: name,
    placeholder: "A".repeat(32),
    width: 960,
    height: 1200,
  });
  /** A shelf on which item `index` has the pictures of `pictures[index]`. */
  const shelf = (party: Signer, pictures: readonly (readonly SentPicture[])[], revision = 1) => {
    const plain = items(pictures.length);
    const body = {
      name: { fr: "Tout" },
      items: plain.map((item, index) => ({ ...item, pictures: (pictures[index] ?? []).map(namedBy) })),
    };
    return founded.send(stated(party, "shelf", body, { subject: "tout", revision }));
  };
  const settled = async () => {
    await server.running.app.pictures.settled();
    return server.call("pictures");
  };
  const thumbnails = async (): Promise<string[]> => {
    const names: string[] = [];
    for (const { digest, bytes } of (await settled()).json.thumbnails) {
      const pack = await server.call("thumbnailPack", { params: { digest } });
      expect(pack.bytes.length).toBe(bytes);
      expect(pack.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      names.push(...readPicturePack(pack.bytes, digest, "thumbnail").keys());
    }
    return names;
  };

  test("hold what accredited parties name and have brought, whichever of the two came first", async () => {
    const party = await founded.newParty("Laiterie");
    const [before, after, nobody, banner] = [sentPicture(), sentPicture(), sentPicture(), sentPicture()];
    await put(party, before);
    await put(party, nobody);
    await put(party, banner);
    expect((await shelf(party, [[before, after]])).status).toBe(201);
    const page = {
      kind: "producer",
      name: "Laiterie",
      trade: { fr: "lait" },
      since: "2026-01-01",
      banner: namedBy(banner),
    } as const;
    expect((await founded.send(stated(party, "party", page, { revision: 2 }))).status).toBe(201);
    expect((await thumbnails()).sort()).toEqual([before.name, banner.name].sort());
    await put(party, after);
    // Further pictures come after what lists show.
    expect((await thumbnails()).at(-1)).toBe(after.name);
    expect(await thumbnails()).not.toContain(nobody.name);
  });

  test("leave out parties that no steward knows, and those that are suspended", async () => {
    const stranger = await founded.newParty("Inconnue", false);
    const picture = sentPicture();
    await put(stranger, picture);
    await shelf(stranger, [[picture]]);
    expect(await thumbnails()).not.toContain(picture.name);
    const judged = (status: "accredited" | "suspended", revision: number) =>
      founded.send(
        stated(
          founded.steward,
          "accreditation",
          { status, labels: [], keyCompared: true, ...(status === "suspended" && { reason: { fr: "Fermé" } }) },
          { subject: stranger.name, revision, issuedOn: `2026-01-0${revision + 2}` },
        ),
      );
    expect((await judged("accredited", 1)).code).toBeUndefined();
    expect(await thumbnails()).toContain(picture.name);
    expect((await judged("suspended", 2)).code).toBeUndefined();
    expect(await thumbnails()).not.toContain(picture.name);
  });

  test("of sharp pictures are found by an item's place, and are of the same bytes for every reader and after a restart", async () => {
    const party = await founded.newParty("Maraîchère");
    const pictures = Array.from({ length: 70 }, () => [sentPicture()]);
    for (const [picture] of pictures) await put(party, picture!);
    expect((await shelf(party, pictures)).status).toBe(201);
    await settled();
    const { packs } = (await server.call("sharperPictures")).json;
    expect(packs.length).toBeGreaterThan(1);
    for (const { items: count } of packs) expect(count).toBeGreaterThanOrEqual(32);
    const place = sharpPlaceOf(`${party.name}/item-7`);
    const info = packs.findLast(({ from }: { from: string }) => from <= place);
    const pack = await server.call("sharpPack", { params: { digest: info.digest } });
    const held = readPicturePack(pack.bytes, info.digest, "sharp");
    expect(Buffer.from(held.get(pictures[7]![0]!.name)!).equals(pictures[7]![0]!.sharp)).toBe(true);
    const before = [(await server.call("pictures")).json, (await server.call("sharperPictures")).json];
    await server.restart();
    expect([(await server.call("pictures")).json, (await server.call("sharperPictures")).json]).toEqual(before);
  });

  test("stay for who read the list before; the list is asked for cheaply, and without a cookie", async () => {
    const party = await founded.newParty("Potière");
    const [first, second] = [sentPicture(), sentPicture()];
    await put(party, first);
    await put(party, second);
    await shelf(party, [[first]]);
    const old = (await settled()).json.thumbnails;
    await shelf(party, [[first], [second]], 2);
    const list = await settled();
    const left = old.find(
      ({ digest }: { digest: string }) =>
        !list.json.thumbnails.some((one: { digest: string }) => one.digest === digest),
    );
    expect((await server.call("thumbnailPack", { params: { digest: left.digest } })).status).toBe(200);
    const again = await server.call("pictures", { headers: { "if-none-match": list.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
    expect((await server.call("pictures", { headers: { cookie: "sp_session=x" } })).code).toBe("request/cookie");
  });

  test("that never were are not there", async () => {
    for (const route of ["thumbnailPack", "sharpPack"] as const) {
      const answer = await server.call(route, { params: { digest: strangeName() } });
      expect([answer.status, answer.code]).toEqual([404, "request/not-found"]);
      expect((await server.call(route, { params: { digest: "x".repeat(80) } })).status).toBe(400);
    }
  });

  test("are not laid out anew for a new price", async () => {
    const party = await founded.newParty("Boulangère");
    const picture = sentPicture();
    await put(party, picture);
    await shelf(party, [[picture]]);
    const before = (await settled()).headers.get("etag");
    const [item] = items(1);
    const body = {
      name: { fr: "Tout" },
      items: [{ ...item!, pictures: [namedBy(picture)], summary: { fr: "Autre" } }],
    };
    await founded.send(stated(party, "shelf", body, { subject: "tout", revision: 2 }));
    expect((await settled()).headers.get("etag")).toBe(before);
  });
});
