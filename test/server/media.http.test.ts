import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseKinds } from "../support/databases.ts";
import { foundInstance, type Founded, items, newSigner, type Signer, stated } from "../support/market-statements.ts";
import {
  avifOf,
  jpegOf,
  jpegSegment,
  type SentPicture,
  sentPicture,
  strangeName,
  vp8,
  webp,
  webpChunk,
  webpOf,
} from "../support/pictures.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const exif = Buffer.from("Exif\0\0MM\0*\0\0\0\x08GPS 46.2 N 6.1 E", "latin1");
const vp8x = (flags: number) => webpChunk("VP8X", Buffer.from([flags, 0, 0, 0, 63, 1, 0, 143, 1, 0]));

describe.each(databaseKinds)("media on %s", (kind) => {
  let server: TestServer;
  let founded: Founded;
  let party: Signer;
  beforeAll(async () => {
    server = await startTestServer(kind);
    founded = await foundInstance(server);
    party = await founded.newParty("Laiterie");
  });
  afterAll(() => server.stop());

  const put = ({ body, name }: Pick<SentPicture, "body" | "name">, by = party) =>
    server.call("putMedia", { sign: by.pair, params: { digest: name }, body });
  const get = (name: string) => server.call("media", { params: { digest: name } });

  test("the sharp picture is served as it was sent, for ever, and as nothing but a picture", async () => {
    const picture = sentPicture();
    expect((await put(picture)).status).toBe(201);
    expect((await put(picture)).status).toBe(204);
    const answer = await get(picture.name);
    expect(Buffer.from(answer.bytes).equals(picture.sharp)).toBe(true);
    expect(answer.headers.get("content-type")).toBe("image/webp");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    const whole = await server.call("wholeMedia", { params: { digest: picture.name } });
    expect(Buffer.from(whole.bytes).equals(picture.body)).toBe(true);
  });

  test.each([
    ["AVIF", avifOf(900, 1200, "av01", "av01"), "image/avif"],
    ["JPEG", jpegOf(900, 1200), "image/jpeg"],
    ["WebP with transparency", webpOf(vp8x(0x10), webpChunk("ALPH", randomBytes(20)), vp8(320, 400)), "image/webp"],
  ])("%s is known by what it is", async (_, sharp, type) => {
    const picture = sentPicture(webp(240, 300), sharp);
    expect((await put(picture)).code).toBeUndefined();
    expect((await get(picture.name)).headers.get("content-type")).toBe(type);
  });

  test.each([
    ["an SVG with a script", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")],
    ["a page", Buffer.from("<!doctype html><img src=x onerror=alert(1)>")],
    ["a PNG", Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), randomBytes(50)])],
    ["a few bytes", Buffer.from("RIFF")],
    ["half of a WebP", webp().subarray(0, 100)],
    ["an animation", webpOf(vp8x(2), webpChunk("ANIM", randomBytes(6)), webpChunk("ANMF", randomBytes(40)))],
    ["a JPEG that does not end", jpegOf(90, 90).subarray(0, 200)],
    ["an AVIF without a picture", avifOf(90, 90)],
  ])("%s is refused, as picture and as thumbnail", async (_, bytes) => {
    for (const picture of [sentPicture(webp(), bytes), sentPicture(bytes)]) {
      const answer = await put(picture);
      expect([answer.status, answer.code]).toEqual([415, "media/kind"]);
      expect((await get(picture.name)).status).toBe(404);
    }
  });

  test.each([
    ["EXIF in a WebP", webpOf(vp8x(8), vp8(320, 400), webpChunk("EXIF", exif))],
    ["XMP in a WebP", webpOf(vp8x(4), vp8(320, 400), webpChunk("XMP ", Buffer.from("<x:xmpmeta/>")))],
    ["something after a WebP", Buffer.concat([webp(), Buffer.from("PK\x03\x04")])],
    ["EXIF in a JPEG", jpegOf(320, 400, jpegSegment(0xe1, exif))],
    ["a comment in a JPEG", jpegOf(320, 400, jpegSegment(0xfe, Buffer.from("Rue Inventée 3")))],
    ["something after a JPEG", Buffer.concat([jpegOf(320, 400), randomBytes(20)])],
    ["EXIF in an AVIF", avifOf(320, 400, "av01", "Exif")],
    ["XMP in an AVIF", avifOf(320, 400, "av01", "mime")],
  ])("%s is refused", async (_, bytes) => {
    for (const picture of [sentPicture(webp(), bytes), sentPicture(bytes)]) {
      const answer = await put(picture);
      expect([answer.status, answer.code]).toEqual([422, "media/metadata"]);
    }
  });

  test("a picture of few bytes and many pixels is refused", async () => {
    for (const picture of [sentPicture(webp(), webp(16_000, 16_000)), sentPicture(webp(1200, 1200))]) {
      expect((await put(picture)).code).toBe("media/size");
    }
  });

  test("a wrong name, a wrong signature, a wrong frame or too many bytes are refused", async () => {
    const picture = sentPicture();
    expect((await put({ ...picture, name: strangeName() })).code).toBe("media/malformed");
    for (const body of [
      new Uint8Array(3),
      picture.body.subarray(0, picture.body.length - 1),
      Buffer.concat([Buffer.from([0, 0, 0x40, 0]), randomBytes(0x5000)]),
    ]) {
      expect((await put({ name: picture.name, body })).code).toBe("media/malformed");
    }
    expect((await put({ name: picture.name, body: randomBytes(300 * 1024) })).code).toBe("request/too-large");
    const unsigned = await server.call("putMedia", { params: { digest: picture.name }, body: picture.body });
    expect(unsigned.code).toBe("request/unsigned");
    expect((await get(picture.name)).status).toBe(404);
  });

  test("twenty at once of the same picture store one", async () => {
    const picture = sentPicture();
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(picture)));
    expect(answers.every((answer) => answer.status < 300)).toBe(true);
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from public_plane.media where digest = ${Buffer.from(picture.name, "base64url")}`.execute(
      server.running.database.db,
    );
    expect(rows[0]!.count).toBe(1);
  });

  test("a key that never introduced itself may bring fifty, and they are gone after a week, unless somebody names them", async () => {
    const stranger = newSigner();
    const [mine, shared] = [sentPicture(), sentPicture()];
    expect((await put(mine, stranger)).status).toBe(201);
    await put(shared, stranger);
    for (let count = 2; count < 50; count++) await put(sentPicture(), stranger);
    expect((await put(sentPicture(), stranger)).code).toBe("media/quota");
    const ours = sentPicture();
    await put(ours);
    const naming = await founded.newParty("Qui la montre");
    const [item] = items(1);
    const pictures = [{ digest: shared.name, placeholder: "A".repeat(32), width: 960, height: 1200 }];
    const body = { name: { fr: "Tout" }, items: [{ ...item!, pictures }] };
    expect((await founded.send(stated(naming, "shelf", body, { subject: "tout" }))).status).toBe(201);
    server.turnClock(8);
    await server.running.app.expiry.run();
    expect((await get(mine.name)).status).toBe(404);
    expect((await get(shared.name)).status).toBe(200);
    expect((await get(ours.name)).status).toBe(200);
  });

  test("a picture that no statement names goes after ninety days; one that is named again stays", async () => {
    const [dropped, kept, brought] = [sentPicture(), sentPicture(), sentPicture()];
    for (const picture of [dropped, kept, brought]) await put(picture);
    const shelf = (revision: number, pictures: readonly SentPicture[]) => {
      const [item] = items(1);
      const named = pictures.map(({ name }) => ({
        digest: name,
        placeholder: "A".repeat(32),
        width: 960,
        height: 1200,
      }));
      const body = { name: { fr: "Tout" }, items: [{ ...item!, pictures: named }] };
      return founded.send(stated(party, "shelf", body, { subject: "tout", revision }));
    };
    expect((await shelf(1, [dropped, kept])).status).toBe(201);
    await server.running.app.expiry.run();
    expect((await shelf(2, [kept])).status).toBe(201);
    await server.running.app.expiry.run();
    server.turnClock(80);
    await put(brought);
    await server.running.app.expiry.run();
    expect((await get(dropped.name)).status).toBe(200);
    server.turnClock(11);
    await server.running.app.expiry.run();
    expect((await get(dropped.name)).status).toBe(404);
    expect((await get(kept.name)).status).toBe(200);
    expect((await get(brought.name)).status).toBe(200);
  });
});
