import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseKinds } from "../support/databases.ts";
import { foundInstance, type Founded, newSigner, type Signer } from "../support/market-statements.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64url");
const webp = (length = 400) => {
  const bytes = randomBytes(length);
  bytes.write("RIFF", 0, "latin1");
  bytes.write("WEBPVP8 ", 8, "latin1");
  return bytes;
};

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

  const put = (bytes: Uint8Array, by = party, digest = digestOf(bytes)) =>
    server.call("putMedia", { sign: by.pair, params: { digest }, body: bytes });

  test("a picture is served as it was sent, for ever, and as nothing but a picture", async () => {
    const picture = webp();
    expect((await put(picture)).status).toBe(201);
    expect((await put(picture)).status).toBe(204);
    const answer = await server.call("media", { params: { digest: digestOf(picture) } });
    expect(Buffer.from(answer.bytes).equals(picture)).toBe(true);
    expect(answer.headers.get("content-type")).toBe("image/webp");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  });

  test("AVIF and JPEG are known by their first bytes", async () => {
    const avif = randomBytes(100);
    avif.write("ftypavif", 4, "latin1");
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(100)]);
    for (const [bytes, type] of [[avif, "image/avif"] as const, [jpeg, "image/jpeg"] as const]) {
      await put(bytes);
      const answer = await server.call("media", { params: { digest: digestOf(bytes) } });
      expect(answer.headers.get("content-type")).toBe(type);
    }
  });

  test.each([
    ["an SVG with a script", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")],
    ["a page", Buffer.from("<!doctype html><img src=x onerror=alert(1)>")],
    ["a PNG", Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), randomBytes(50)])],
    ["nothing", Buffer.alloc(0)],
    ["a few bytes", Buffer.from("RIFF")],
  ])("%s is refused", async (_, bytes) => {
    const answer = await put(bytes);
    expect([answer.status, answer.code]).toEqual([415, "media/kind"]);
    expect((await server.call("media", { params: { digest: digestOf(bytes) } })).status).toBe(404);
  });

  test("a wrong name, a wrong signature or too many bytes are refused", async () => {
    const picture = webp();
    expect((await put(picture, party, digestOf(webp()))).code).toBe("media/malformed");
    expect((await put(webp(512 * 1024 + 1))).code).toBe("request/too-large");
    const unsigned = await server.call("putMedia", { params: { digest: digestOf(picture) }, body: picture });
    expect(unsigned.code).toBe("request/unsigned");
    expect((await server.call("media", { params: { digest: digestOf(picture) } })).status).toBe(404);
  });

  test("twenty at once of the same picture store one", async () => {
    const picture = webp();
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(picture)));
    expect(answers.every((answer) => answer.status < 300)).toBe(true);
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from public_plane.media where digest = ${Buffer.from(digestOf(picture), "base64url")}`.execute(
      server.running.database.db,
    );
    expect(rows[0]!.count).toBe(1);
  });

  test("a key that never introduced itself may bring fifty, and they are gone after a week", async () => {
    const stranger = newSigner();
    const mine = webp();
    expect((await put(mine, stranger)).status).toBe(201);
    for (let count = 1; count < 50; count++) await put(webp(64), stranger);
    expect((await put(webp(64), stranger)).code).toBe("media/quota");
    const ours = webp();
    await put(ours);
    server.turnClock(8);
    await server.running.app.expiry.run();
    expect((await server.call("media", { params: { digest: digestOf(mine) } })).status).toBe(404);
    expect((await server.call("media", { params: { digest: digestOf(ours) } })).status).toBe(200);
  });
});
