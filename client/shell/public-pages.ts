/**
 * Where in the market a public page leads that the server writes (server/pages): a link to one that reaches a device
 * which has the market is opened there, from what is on the device, and no request says that it was.
 */

const page =
  /^\/p\/[a-z]{2}(?:\/(stalls)|\/(stall)\/([\w-]{43})|\/(item)\/([\w-]{43})\/([\w.:%-]{1,192})|\/category\/([\w.-]{1,200}))?$/;

/** The market's path of a public page's path; null for a path that is none. */
export function marketPathOfPage(path: string): string | null {
  const match = page.exec(path);
  if (match === null) return null;
  const [, stalls, stall, stallParty, item, itemParty, itemId, category] = match;
  if (stalls !== undefined) return "/stalls";
  if (stall !== undefined) return `/stall/${stallParty}`;
  if (item !== undefined) return `/item/${itemParty}/${itemId}`;
  if (category !== undefined) return `/search?cat=${encodeURIComponent(category.replaceAll(".", "/"))}`;
  return "/";
}
