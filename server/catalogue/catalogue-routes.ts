import { fromBase64url } from "../../crypto/bytes.ts";
import type { Db } from "../database/open-database.ts";
import type { EventHub } from "../event-hub.ts";
import { mountRoute, type RouteMount } from "../mount-route.ts";
import { ProblemError } from "../problems.ts";
import { readListing } from "./listing-store.ts";
import { catalogueTopic } from "./catalogue.ts";

/** The listings of days, and live notice of a change. The list and the packs are served before Express: see catalogue-get.ts. */
export function mountCatalogueRoutes(mount: RouteMount, db: Db, hub: EventHub): void {
  mountRoute(mount, "listing", async ({ params, response }) => {
    const listing = await readListing(db, fromBase64url(params["digest"] ?? ""));
    if (listing === null) throw new ProblemError("request/not-found");
    const cacheControl = "public, max-age=1209600, immutable";
    response.set({ "Cache-Control": cacheControl, "Content-Type": "text/plain; charset=utf-8" }).end(listing);
  });

  mountRoute(mount, "catalogueEvents", async ({ response }) => hub.stream(catalogueTopic, response));
}
