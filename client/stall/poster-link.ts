import type { Fingerprint } from "../core/api.ts";

/** What a stall's link says of its key: the fingerprint's digits, behind the `#`, which no browser sends to a server. */
const inFragment = /^#marque=([0-9a-f]{28})$/;

/** The address that a poster's code holds: the stall's, whose name is the key itself, and the key's fingerprint. */
export function posterLink(origin: string, partyId: string, { hex }: Pick<Fingerprint, "hex">): string {
  return `${origin}/stall/${partyId}#marque=${hex}`;
}

/** Whether the stall that an address led to has the mark of the poster; null for an address that came from none. */
export function isMarkOfPoster(fragment: string, { hex }: Pick<Fingerprint, "hex">): boolean | null {
  const [, marked] = inFragment.exec(fragment) ?? [];
  return marked === undefined ? null : marked === hex;
}

/** Where in this market the code of a poster leads, with the mark it bears; null for any other text. */
export function posterTarget(text: string, origin: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isStall = /^\/stall\/[\w-]{43}$/.test(url.pathname) && url.search === "" && inFragment.test(url.hash);
  return url.origin === origin && isStall ? url.pathname + url.hash : null;
}
