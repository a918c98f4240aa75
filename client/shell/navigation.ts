import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Fired on `window` after the address changed inside the client; `moved` is false when only the query did. */
export const navigated = "sp-navigated";

/** What an address change was: to a new place, back or forward to an old one, or the same place rewritten. */
export type NavigationKind = "push" | "replace" | "traverse";

interface Kept {
  readonly x: number;
  readonly y: number;
}

/** What an entry of the history holds: its place once it was left, and the address from which it was opened. */
interface EntryState extends Partial<Kept> {
  readonly from?: string;
}

function placeOf(state: EntryState | null): Kept | undefined {
  return state?.x === undefined || state.y === undefined ? undefined : { x: state.x, y: state.y };
}

/** Where the present entry of the history was scrolled to when it was left; null before. */
export function keptPlace(): Kept | null {
  return placeOf(history.state as EntryState | null) ?? null;
}

/** The path and query from which this page was opened by a link, so that "back" leads there; null for a first page. */
export function cameFrom(): string | null {
  return (history.state as EntryState | null)?.from ?? null;
}

function announce(kind: NavigationKind, kept?: Kept): void {
  window.dispatchEvent(new CustomEvent(navigated, { detail: { kind, kept } }));
}

function keepScroll(): void {
  const before = history.state as EntryState | null;
  history.replaceState({ ...before, x: scrollX, y: scrollY } satisfies EntryState, "");
}

/**
 * Goes to a page of the client without loading anything anew. With `replace` the present entry is rewritten: for filters
 * and the like, that "back" should not step through.
 */
export function navigate(address: string, options: { readonly replace?: boolean } = {}): void {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) throw new TypeError("not a page of this shop");
  if (options.replace === true) {
    history.replaceState(history.state, "", url);
    announce("replace");
    return;
  }
  keepScroll();
  history.pushState({ from: location.pathname + location.search } satisfies EntryState, "", url);
  announce("push");
}

/** The link that a click is for, when this client should follow it itself. */
function ownLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event
    .composedPath()
    .find((target): target is HTMLAnchorElement => target instanceof HTMLAnchorElement && target.href !== "");
  if (link === undefined || link.target !== "" || link.hasAttribute("download") || link.rel === "external") return null;
  if (link.origin !== location.origin) return null;
  const samePage = link.pathname === location.pathname && link.search === location.search;
  return samePage && link.hash !== "" ? null : link;
}

/** Begins following links and the browser's back and forward. Called once, by the app. */
export function followLinks(): void {
  history.scrollRestoration = "manual";
  window.addEventListener("click", (event) => {
    const link = ownLink(event);
    if (link === null) return;
    event.preventDefault();
    navigate(link.href);
  });
  window.addEventListener("popstate", (event) => announce("traverse", placeOf(event.state as EntryState | null)));
  // The place on a page survives a reload.
  window.addEventListener("pagehide", keepScroll);
}

/** Renders its host again whenever the address changes; `query` is the present search part. */
export class AddressWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #listener = (): void => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get path(): string {
    return location.pathname;
  }

  get query(): URLSearchParams {
    return new URLSearchParams(location.search);
  }

  hostConnected(): void {
    window.addEventListener(navigated, this.#listener);
  }

  hostDisconnected(): void {
    window.removeEventListener(navigated, this.#listener);
  }
}
