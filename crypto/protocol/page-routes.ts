import { z } from "zod";
import type { Route } from "./routes.ts";

/** Whoever passes a link on may have written more behind it: what is not known is left out, not refused. */
const listPage = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });

/** Routes of the public pages: HTML of what the catalogue says, for search engines and people without scripts (server/pages). */
export const pageRoutes = {
  /** Leads to the page in the language that the browser asks for. */
  pages: { method: "GET", path: "/p", auth: "none", request: null, response: null },
  frontPage: { method: "GET", path: "/p/:language", auth: "none", request: null, response: "bytes" },
  stallsPage: {
    method: "GET",
    path: "/p/:language/stalls",
    auth: "none",
    request: null,
    query: listPage,
    response: "bytes",
  },
  /** `category` is a path with points for its slashes: "food.dairy.cheese". */
  categoryPage: {
    method: "GET",
    path: "/p/:language/category/:category",
    auth: "none",
    request: null,
    query: listPage,
    response: "bytes",
  },
  stallPage: {
    method: "GET",
    path: "/p/:language/stall/:party",
    auth: "none",
    request: null,
    query: listPage,
    response: "bytes",
  },
  itemPage: {
    method: "GET",
    path: "/p/:language/item/:party/:item",
    auth: "none",
    request: null,
    response: "bytes",
  },
  sitemap: { method: "GET", path: "/sitemap.xml", auth: "none", request: null, response: "bytes" },
  sitemapPart: { method: "GET", path: "/sitemap/:language/:part", auth: "none", request: null, response: "bytes" },
  robots: { method: "GET", path: "/robots.txt", auth: "none", request: null, response: "bytes" },
} as const satisfies Record<string, Route>;
