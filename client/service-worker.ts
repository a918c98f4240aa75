import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { marketPathOfPage } from "./shell/public-pages.ts";
import { serverPaths } from "./shell/server-paths.ts";

declare const self: ServiceWorkerGlobalScope & {
  /** Filled by the build: every file of the client with its revision. */
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

// The client's own files only. What the server says (catalogue, mail, pictures) is the core's to keep, never ours.
// oxlint-disable-next-line no-underscore-dangle -- the name that Workbox replaces at build
precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();

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
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: [...server, withoutScripts] }));

// A newer client waits until the person says so (client/shell/installed.ts).
self.addEventListener("message", (event) => {
  if ((event.data as { readonly type?: unknown } | null)?.type === "use-now") void self.skipWaiting();
});
