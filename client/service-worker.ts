import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { marketPathOfPage } from "./shell/public-pages.ts";
import { serverPaths } from "./shell/server-paths.ts";
import { askPages } from "./updates/ask-pages.ts";
import type { PutBy } from "./updates/consent.ts";

declare const self: ServiceWorkerGlobalScope & {
  /** Filled by the build: every file of the client with its revision. */
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

// The client's own files only. What the server says (catalogue, mail, pictures) is the core's to keep, never ours.
const files = new PrecacheController();
// oxlint-disable-next-line no-underscore-dangle -- the name that Workbox replaces at build
files.addToCacheList([...self.__WB_MANIFEST]);
registerRoute(new PrecacheRoute(files));
cleanupOutdatedCaches();

const { cacheName } = files.strategy;

/** What of this version has been put by, hashed as it lies there. */
async function putBy(cache: Cache): Promise<PutBy> {
  return Promise.all(
    [...files.getURLsToCacheKeys()].map(async ([url, key]) => {
      const response = await cache.match(key);
      const bytes = await response?.arrayBuffer();
      const digest = bytes && new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const text = digest && btoa(String.fromCharCode(...digest));
      return {
        path: new URL(url).pathname,
        digest: text?.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") ?? null,
      };
    }),
  );
}

/**
 * Puts this version by. One that would replace another is taken only when a page of that one says so; else nothing of it
 * stays, and the browser tries again some other time. The first version on a device has nobody to ask.
 */
async function install(event: ExtendableEvent): Promise<void> {
  const cache = await caches.open(cacheName);
  const before = new Set((await cache.keys()).map(({ url }) => url));
  try {
    await files.install(event);
    if (self.registration.active !== null && (await askPages(await putBy(cache))) !== "take") {
      throw new Error("This version was not taken.");
    }
  } catch (thrown) {
    const added = (await cache.keys()).filter(({ url }) => !before.has(url));
    await Promise.all(added.map((request) => cache.delete(request)));
    throw thrown;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install(event)));
self.addEventListener("activate", (event) => event.waitUntil(files.activate(event)));

// Where scripts are switched off, index.html asks for the page that is written on the server.
const withoutScripts = /\?noscript$/;

// A public page that somebody linked to: this device has the whole market, and need not ask for one thing of it.
registerRoute(
  ({ request, url, sameOrigin }) =>
    sameOrigin &&
    request.mode === "navigate" &&
    !withoutScripts.test(url.search) &&
    marketPathOfPage(url.pathname) !== null,
  async ({ url }) => Response.redirect(marketPathOfPage(url.pathname) ?? "/"),
);

const server = serverPaths.map((path) => new RegExp(`^/${path.replaceAll(".", "\\.")}(/|$)`));
registerRoute(
  new NavigationRoute(files.createHandlerBoundToURL("/index.html"), { denylist: [...server, withoutScripts] }),
);

// A newer client waits until the person says so (client/shell/installed.ts).
self.addEventListener("message", (event) => {
  if ((event.data as { readonly type?: unknown } | null)?.type === "use-now") void self.skipWaiting();
});
