import type { Request } from "express";

/** Where public pages are. Paths begin with "/", addresses with the origin. */

/**
 * Where scripts are switched off, the market's index.html asks with this query for the public page of wherever it stands.
 * It goes along to that page, so that a service worker that is still there does not lead back.
 */
export const withoutScripts = "noscript";

/** What a public page is about. `page` counts the parts of a long list from 1. */
export type PageSubject =
  | { readonly kind: "front" }
  | { readonly kind: "stalls"; readonly page: number }
  | { readonly kind: "category"; readonly category: string; readonly page: number }
  | { readonly kind: "stall"; readonly party: string; readonly page: number }
  | { readonly kind: "item"; readonly party: string; readonly item: string };

/** The path of a public page in a language. */
export function pagePath(language: string, subject: PageSubject): string {
  const part = "page" in subject && subject.page > 1 ? `?page=${subject.page}` : "";
  switch (subject.kind) {
    case "front":
      return `/p/${language}`;
    case "stalls":
      return `/p/${language}/stalls${part}`;
    case "category":
      return `/p/${language}/category/${subject.category.replaceAll("/", ".")}${part}`;
    case "stall":
      return `/p/${language}/stall/${subject.party}${part}`;
    case "item":
      return `/p/${language}/item/${subject.party}/${encodeURIComponent(subject.item)}`;
  }
}

/** The category that a page's path names; a path of the tree has slashes for points. */
export function categoryOfPage(name: string): string {
  return name.replaceAll(".", "/");
}

/** Where the same thing is in the market itself (client/shell/pages.ts). */
export function marketPath(subject: PageSubject): string {
  switch (subject.kind) {
    case "front":
      return "/";
    case "stalls":
      return "/stalls";
    case "category":
      return `/search?cat=${encodeURIComponent(subject.category)}`;
    case "stall":
      return `/stall/${subject.party}`;
    case "item":
      return `/item/${subject.party}/${encodeURIComponent(subject.item)}`;
  }
}

const inMarket = /^\/(?:stall\/([\w-]{43})|item\/([\w-]{43})\/([\w.:%-]{1,192})|(stalls))$/;

/** What a path of the market is about, as far as there is a public page of it; null for any other path. */
export function subjectOfMarketPath(path: string): PageSubject | null {
  if (path === "/") return { kind: "front" };
  const [, stall, party, item, stalls] = inMarket.exec(path) ?? [];
  if (stalls !== undefined) return { kind: "stalls", page: 1 };
  if (stall !== undefined) return { kind: "stall", party: stall, page: 1 };
  if (party === undefined || item === undefined) return null;
  try {
    return { kind: "item", party, item: decodeURIComponent(item) };
  } catch {
    return null;
  }
}

/** What the rest of the server asks about public pages. */
export interface PublicPages {
  /**
   * Where the public page is of what a path of the market is about, in the language that a request asks for; null where
   * there is none.
   */
  pathFor(marketPath: string, request: Request): string | null;
  /** The address that search engines should know a path of the market by; null where there is none. */
  canonical(marketPath: string): string | null;
}
