import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import type { RouteName } from "../../crypto/protocol/routes.ts";
import type { AddressLimiter } from "../client-address.ts";
import type { ClientFiles } from "../client-files.ts";
import type { Clock } from "../days.ts";
import { callSites } from "../log.ts";
import { answered, mountRoute, type RouteMount } from "../mount-route.ts";
import { problemOf, ProblemError, statusOf } from "../problems.ts";
import type { Statements } from "../statements/statements.ts";
import { categoryTree } from "./categories.ts";
import { formatIn } from "./format.ts";
import { type PageContent, renderPage } from "./frame.ts";
import { itemPage } from "./item-page.ts";
import { categoryPage, frontPage, stallsPage } from "./list-pages.ts";
import {
  categoryOfPage,
  type PageSubject,
  pagePath,
  type PublicPages,
  subjectOfMarketPath,
  withoutScripts,
} from "./page-addresses.ts";
import type { PageContext } from "./page-context.ts";
import { pageFiles } from "./page-files.ts";
import { openPublicMarket } from "./public-market.ts";
import { refusalPage, type Refusal } from "./refusal-page.ts";
import { sendText } from "./send-page.ts";
import { robotsText, sitemapIndex, sitemapPart, type SitemapParts } from "./sitemap.ts";
import { stallPage } from "./stall-page.ts";
import { pageLanguages } from "./words/languages.ts";

/** What public pages are made from. */
export interface PageRouteParts {
  readonly statements: Statements;
  readonly instance: InstanceFile;
  readonly origin: string;
  readonly files: ClientFiles;
  readonly clock: Clock;
  readonly limiter: AddressLimiter;
}

/** Seconds: a stall that a steward suspends is gone from other people's caches this much later. */
const freshSeconds = { page: 300, map: 3_600 } as const;

/** Where a request is led: whoever is without scripts stays so. */
function addressFrom(request: Request, path: string): string {
  if (!(withoutScripts in request.query)) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${withoutScripts}`;
}

/** Mounts the public pages. See ARCHITECTURE.md, "Public pages". */
export function mountPageRoutes(mount: RouteMount, parts: PageRouteParts): PublicPages {
  const { statements, instance, origin, clock, limiter } = parts;
  const tree = categoryTree(instance);
  const market = openPublicMarket({ statements, tree, clock });
  const languages = pageLanguages(instance);
  const formats = new Map(languages.map(({ code }) => [code, formatIn(code, instance)]));
  const files = pageFiles(parts.files);
  const days = new Intl.DateTimeFormat("en-CA", { timeZone: instance.timeZone });
  const maps: SitemapParts = { origin, market, tree, languages, categories: instance.categories };

  const contextIn = (code: string): PageContext => {
    const { words } = languages.find((language) => language.code === code) ?? languages[0];
    const format = formats.get(code) ?? formatIn(code, instance);
    const today = days.format(clock());
    return { origin, instance, market, tree, files, today, languages, language: code, words, format };
  };
  const languageAsked = (request: Request): string => {
    const codes = languages.map(({ code }) => code);
    const asked = request.acceptsLanguages(codes);
    return asked === false ? languages[0].code : asked;
  };
  /** A subject as it is called now: by its stall's present key. Null where there is no page of it. */
  const present = (subject: PageSubject | null): PageSubject | null => {
    if (subject === null || !("party" in subject)) return subject;
    const party = market.presentKey(subject.party);
    if (party === null) return null;
    const found = subject.kind === "stall" ? market.stall(party) : market.item(party, subject.item);
    return found === null ? null : { ...subject, party };
  };

  const sendPage = async (request: Request, response: Response, context: PageContext, content: PageContent) =>
    sendText(request, response, {
      type: "text/html; charset=utf-8",
      text: renderPage(context, content),
      freshSeconds: freshSeconds.page,
    });

  type PageRoute = Extract<RouteName, "frontPage" | "stallsPage" | "categoryPage" | "stallPage" | "itemPage">;
  const mountPage = (
    name: PageRoute,
    make: (context: PageContext, params: Readonly<Record<string, string>>, page: number) => PageContent | null,
  ): void => {
    mountRoute(mount, name, async ({ params, query, request, response }) => {
      await limiter.consume(request);
      const language = params["language"] ?? "";
      if (!formats.has(language)) throw new ProblemError("request/not-found");
      const page = (query as { page?: number } | undefined)?.page ?? 1;
      const { party, item } = params;
      if (party !== undefined) {
        const subject = present(item === undefined ? { kind: "stall", party, page } : { kind: "item", party, item });
        // A former key, as on a poster that hangs somewhere, leads to the present one for good.
        if (subject !== null && "party" in subject && subject.party !== party) {
          response.set("Cache-Control", `public, max-age=${freshSeconds.page}`);
          response.redirect(301, addressFrom(request, pagePath(language, subject)));
          return answered;
        }
      }
      const content = make(contextIn(language), params, page);
      if (content === null) throw new ProblemError("request/not-found");
      await sendPage(request, response, contextIn(language), content);
      return answered;
    });
  };

  mountRoute(mount, "pages", async ({ request, response }) => {
    response.set({ Vary: "Accept-Language", "Cache-Control": "no-cache" });
    response.redirect(addressFrom(request, pagePath(languageAsked(request), { kind: "front" })));
  });
  mountPage("frontPage", (context) => frontPage(context));
  mountPage("stallsPage", (context, _params, page) => stallsPage(context, page));
  mountPage("categoryPage", (context, { category = "" }, page) =>
    categoryPage(context, categoryOfPage(category), page),
  );
  mountPage("stallPage", (context, { party = "" }, page) => stallPage(context, party, page));
  mountPage("itemPage", (context, { party = "", item = "" }) => itemPage(context, party, item));
  mountMaps(mount, maps, limiter);

  const refuse: ErrorRequestHandler = async (thrown: unknown, request, response, next) => {
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const { code } = problemOf(thrown);
    const status = code === "request/malformed" ? 404 : statusOf(code);
    if (status >= 500) mount.log.error("request failed", { code, stack: callSites(thrown) });
    const [, , named = ""] = request.originalUrl.split(/[/?]/);
    const context = contextIn(formats.has(named) ? named : languageAsked(request));
    const refusal: Refusal = status === 404 ? "missing" : status === 429 ? "busy" : "failed";
    if (status === 429) response.set("Retry-After", "60");
    await sendText(request, response, {
      type: "text/html; charset=utf-8",
      text: renderPage(context, refusalPage(context, refusal)),
      status,
      freshSeconds: 0,
    });
  };
  const stray: RequestHandler = () => {
    throw new ProblemError("request/not-found");
  };
  mount.router.use("/p", stray, refuse);

  return {
    pathFor: (path, request) => {
      const subject = present(subjectOfMarketPath(path));
      return subject === null ? null : pagePath(languageAsked(request), subject);
    },
    canonical: (path) => {
      const subject = present(subjectOfMarketPath(path));
      return subject === null ? null : origin + pagePath(languages[0].code, subject);
    },
  };
}

function mountMaps(mount: RouteMount, maps: SitemapParts, limiter: AddressLimiter): void {
  const xml = "application/xml; charset=utf-8";

  mountRoute(mount, "sitemap", async ({ request, response }) => {
    await limiter.consume(request);
    await sendText(request, response, { type: xml, text: sitemapIndex(maps), freshSeconds: freshSeconds.map });
    return answered;
  });

  mountRoute(mount, "sitemapPart", async ({ params, request, response }) => {
    await limiter.consume(request);
    const { language = "", part = "" } = params;
    const [, number] = /^([1-9]\d{0,4})\.xml$/.exec(part) ?? [];
    const spoken = maps.languages.some(({ code }) => code === language);
    const text = spoken && number !== undefined ? sitemapPart(maps, language, Number(number)) : null;
    if (text === null) throw new ProblemError("request/not-found");
    await sendText(request, response, { type: xml, text, freshSeconds: freshSeconds.map });
    return answered;
  });

  mountRoute(mount, "robots", async ({ request, response }) => {
    await sendText(request, response, {
      type: "text/plain; charset=utf-8",
      text: robotsText(maps.origin),
      freshSeconds: freshSeconds.map,
    });
    return answered;
  });
}
