import type { EventHub } from "../event-hub.ts";
import { mountRoute, type RouteMount } from "../mount-route.ts";
import { catalogueTopic } from "./catalogue.ts";

/** Live notice of a change. The list and the packs are served before Express: see catalogue-get.ts. */
export function mountCatalogueRoutes(mount: RouteMount, hub: EventHub): void {
  mountRoute(mount, "catalogueEvents", async ({ response }) => hub.stream(catalogueTopic, response));
}
