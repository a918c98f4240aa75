import { toBase64url } from "../../crypto/bytes.ts";
import { sha256 } from "../../crypto/hash.ts";
import { readImageFile } from "../../crypto/protocol/image-file.ts";
import { pictureName } from "../../crypto/protocol/picture-file.ts";
import { defineCheck } from "../check.ts";
import type { RawRow } from "../audit-database.ts";
import type { Found, Severity } from "../finding.ts";

const troubles = {
  kind: ["medium", "are no picture of a kind that may be published"],
  metadata: ["high", "carry more than the picture: place, camera, time or a profile"],
  name: ["medium", "are not what their name says"],
} as const satisfies Record<string, readonly [Severity, string]>;

function troubleOf([digest, thumbnail, content, contentHash]: RawRow): keyof typeof troubles | null {
  if (!digest || !thumbnail || !content || !contentHash) return "name";
  for (const image of [thumbnail, content]) {
    const file = readImageFile(image);
    if (file === null) return "kind";
    if (file.bare?.length !== image.length) return "metadata";
  }
  const hash = sha256(content);
  const named = pictureName(sha256(thumbnail), hash) === toBase64url(digest);
  return named && Buffer.from(hash).equals(contentHash) ? null : "name";
}

/** Every picture in both of its sizes. */
export const valuesPictures = defineCheck({
  id: "values/pictures",
  asks: "every picture is nothing but the picture: no place, no camera, no time",
  needs: ["database"],
  async run({ database, say }) {
    const counts = new Map<keyof typeof troubles, number>();
    let rows = 0;
    await database.scan(`select digest, thumbnail, content, content_hash from public_plane.media`, (row) => {
      rows += 1;
      if (rows % 5_000 === 0) say(`  public_plane.media: ${rows} rows`);
      const trouble = troubleOf(row);
      if (trouble !== null) counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
    });
    return [...counts].map(([trouble, count]): Found => {
      const [severity, words] = troubles[trouble];
      return {
        severity,
        where: "public_plane.media",
        evidence: `${count} of ${rows} rows ${words}.`,
        means: "A picture says more about who took it, where and when than its producer wanted to publish.",
        remedy: "Delete these rows; their stalls can bring the pictures again, and the server cleans what it takes in.",
      };
    });
  },
});
