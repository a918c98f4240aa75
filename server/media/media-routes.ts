import { createHash } from "node:crypto";
import { fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import type { AddressLimiter } from "../client-address.ts";
import type { Db } from "../database/open-database.ts";
import { addDays, type Clock, dayOf } from "../days.ts";
import { mountRoute, type RouteMount } from "../mount-route.ts";
import { ProblemError } from "../problems.ts";
import type { StatementBook } from "../statements/statement-book.ts";
import {
  countMedia,
  deleteMediaBefore,
  hasMedia,
  partiesWithMediaBefore,
  readMedia,
  writeMedia,
} from "./media-store.ts";
import { pictureKind } from "./picture-kind.ts";

/** Pictures that a key may bring before it has introduced itself, and before a steward knows it. */
const strangerMax = 50;
const unaccreditedMax = 600;
/** Days after which pictures are deleted whose party never introduced itself. */
const strangerDays = 7;

function quota(book: StatementBook, party: string): number {
  if (book.isAccredited(party)) return limits.mediaPerPartyMax;
  return book.get("party", party, party) === null ? strangerMax : unaccreditedMax;
}

/** Public pictures, by the digest of their content. */
export function mountMediaRoutes(
  mount: RouteMount,
  parts: { db: Db; clock: Clock; book: StatementBook; limiter: AddressLimiter },
): void {
  const { db, clock, book, limiter } = parts;

  mountRoute(mount, "putMedia", async ({ key, params, body, request, response }) => {
    await limiter.consume(request);
    const digest = createHash("sha256").update(body).digest();
    if (digest.toString("base64url") !== params["digest"]) throw new ProblemError("media/malformed");
    const kind = pictureKind(body);
    if (kind === null) throw new ProblemError("media/kind");
    if (await hasMedia(db, digest)) return;
    const party = fromBase64url(key);
    if ((await countMedia(db, party)) >= quota(book, key)) throw new ProblemError("media/quota");
    await writeMedia(db, { digest, party, kind, addedOn: dayOf(clock()), content: body });
    response.status(201);
  });

  mountRoute(mount, "media", async ({ params, response }) => {
    const media = await readMedia(db, fromBase64url(params["digest"] ?? ""));
    if (media === null) throw new ProblemError("request/not-found");
    response.set({
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Type": media.kind,
      // Opened by itself it is a picture and nothing more, whatever it was made to look like.
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Content-Disposition": "inline",
    });
    response.end(media.content);
  });
}

/** Deletes pictures of keys that never became a party. */
export async function expireMedia(db: Db, clock: Clock, book: StatementBook): Promise<void> {
  const day = addDays(dayOf(clock()), -strangerDays);
  for (const party of await partiesWithMediaBefore(db, day)) {
    const name = toBase64url(party);
    if (book.get("party", name, name) === null) await deleteMediaBefore(db, party, day);
  }
}
