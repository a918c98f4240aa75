import type { EventHub } from "../event-hub.ts";
import { answered, mountRoute, type RouteMount } from "../mount-route.ts";
import { ProblemError } from "../problems.ts";
import { type Catalogue, catalogueTopic } from "./catalogue.ts";

/** The catalogue: a list that may be asked for often, and packs that never change. */
export function mountCatalogueRoutes(mount: RouteMount, catalogue: Catalogue, hub: EventHub): void {
  mountRoute(mount, "catalogue", async ({ request, response }) => {
    const { json, etag } = catalogue.list();
    response.set({ "Cache-Control": "no-cache", ETag: etag });
    if (request.headers["if-none-match"] === etag) {
      response.status(304).end();
      return answered;
    }
    response.type("application/json").send(json);
    return answered;
  });

  mountRoute(mount, "catalogueEvents", async ({ response }) => hub.stream(catalogueTopic, response));

  mountRoute(mount, "pack", async ({ params, request, response }) => {
    const pack = catalogue.pack(params["digest"] ?? "");
    if (pack === null) throw new ProblemError("request/not-found");
    const encoding = request.acceptsEncodings(["br", "gzip", "identity"]);
    const body = encoding === "br" ? pack.br : encoding === "gzip" ? pack.gzip : Buffer.from(pack.bytes);
    response.set({
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Type": "application/octet-stream",
      Vary: "Accept-Encoding",
    });
    if (encoding === "br" || encoding === "gzip") response.set("Content-Encoding", encoding);
    response.end(body);
  });
}
