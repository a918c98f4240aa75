import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { serverPaths } from "./shell/server-paths.ts";

declare const self: ServiceWorkerGlobalScope & {
  /** Filled by the build: every file of the client with its revision. */
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

// The client's own files only. What the server says (catalogue, mail, pictures) is the core's to keep, never ours.
// oxlint-disable-next-line no-underscore-dangle -- the name that Workbox replaces at build
precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();

const server = serverPaths.map((path) => new RegExp(`^/${path.replaceAll(".", "\\.")}(/|$)`));
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: server }));

// A newer client waits until the person says so (client/shell/installed.ts).
self.addEventListener("message", (event) => {
  if ((event.data as { readonly type?: unknown } | null)?.type === "use-now") void self.skipWaiting();
});
