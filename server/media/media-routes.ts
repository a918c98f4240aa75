import { fromBase64url } from "../../crypto/bytes.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import { joinPicture, type PictureSize } from "../../crypto/protocol/picture-file.ts";
import type { AddressLimiter } from "../client-address.ts";
import type { Db } from "../database/open-database.ts";
import { type Clock, dayOf } from "../days.ts";
import { answered, type Incoming, mountRoute, type RouteMount } from "../mount-route.ts";
import { ProblemError } from "../problems.ts";
import { mediaPolicy } from "../security-headers.ts";
import type { StatementBook } from "../statements/statement-book.ts";
import { countMedia, hasMedia, readMedia, readWholeMedia, writeMedia } from "./media-store.ts";
import type { PictureList, Pictures } from "./pictures.ts";
import { publishedPicture } from "./published-picture.ts";

/** Pictures that a key may bring before it has introduced itself, and before a steward knows it. */
const strangerMax = 50;
const unaccreditedMax = 600;

const forEver = "public, max-age=31536000, immutable";

function quota(book: StatementBook, party: string): number {
  if (book.isAccredited(party)) return limits.mediaPerPartyMax;
  return book.get("party", party, party) === null ? strangerMax : unaccreditedMax;
}

/** What the routes of pictures need. */
export interface MediaParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly book: StatementBook;
  readonly limiter: AddressLimiter;
  readonly pictures: Pictures;
}

/** Public pictures by their names: brought one by one, read in packs. */
export function mountMediaRoutes(mount: RouteMount, parts: MediaParts): void {
  const { db, clock, book, limiter, pictures } = parts;

  mountRoute(mount, "putMedia", async ({ key, params, body, request, response }) => {
    await limiter.consume(request);
    const name = params["digest"] ?? "";
    const { thumbnail, sharp, sharpHash, kind } = publishedPicture(body, name);
    const digest = fromBase64url(name);
    if (await hasMedia(db, digest)) return;
    const party = fromBase64url(key);
    if ((await countMedia(db, party)) >= quota(book, key)) throw new ProblemError("media/quota");
    await writeMedia(db, { digest, party, kind, addedOn: dayOf(clock()), thumbnail, sharp, sharpHash });
    // Its statement may have come before it.
    pictures.changed();
    response.status(201);
  });

  mountRoute(mount, "media", async ({ params, response }) => {
    const media = await readMedia(db, fromBase64url(params["digest"] ?? ""));
    if (media === null) throw new ProblemError("request/not-found");
    response.set({
      "Cache-Control": forEver,
      "Content-Type": media.kind,
      "Content-Security-Policy": mediaPolicy,
      "Content-Disposition": "inline",
    });
    response.end(media.content);
  });

  mountRoute(mount, "wholeMedia", async ({ params, response }) => {
    const media = await readWholeMedia(db, fromBase64url(params["digest"] ?? ""));
    if (media === null) throw new ProblemError("request/not-found");
    response.set({ "Cache-Control": forEver, "Content-Type": "application/octet-stream" });
    response.end(joinPicture({ thumbnail: media.thumbnail, sharp: media.content }));
  });

  mountPackRoutes(mount, pictures);
}

function mountPackRoutes(mount: RouteMount, pictures: Pictures): void {
  const sendList = (
    { request, response }: Pick<Incoming<"pictures">, "request" | "response">,
    list: PictureList,
  ): typeof answered => {
    response.set({ "Cache-Control": "no-cache", ETag: list.etag, Vary: "Accept-Encoding" });
    if (request.headers["if-none-match"] === list.etag) {
      response.status(304).end();
      return answered;
    }
    response.set("Content-Type", "application/json");
    if (request.acceptsEncodings(["br", "identity"]) === "br") {
      response.set("Content-Encoding", "br").end(list.br);
    } else response.end(list.json);
    return answered;
  };
  const sendPack = async (
    { params, response }: Pick<Incoming<"thumbnailPack">, "params" | "response">,
    size: PictureSize,
  ): Promise<void> => {
    const bytes = await pictures.pack(params["digest"] ?? "", size);
    if (bytes === null) throw new ProblemError("request/not-found");
    // Pictures are compressed already: Brotli takes less than a hundredth off.
    response.set({ "Cache-Control": forEver, "Content-Type": "application/octet-stream" }).end(bytes);
  };

  mountRoute(mount, "pictures", async (incoming) => sendList(incoming, pictures.thumbnails()));
  mountRoute(mount, "sharperPictures", async (incoming) => sendList(incoming, pictures.sharper()));
  mountRoute(mount, "thumbnailPack", async (incoming) => sendPack(incoming, "thumbnail"));
  mountRoute(mount, "sharpPack", async (incoming) => sendPack(incoming, "sharp"));
}
