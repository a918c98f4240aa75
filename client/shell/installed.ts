import { market } from "../market.ts";

/**
 * Once the market is here and verified, or cannot be reached, the service worker is installed, and newer ones are
 * followed: nothing of the shop waits for this.
 */
function installWhenThere(): void {
  const { controller } = navigator.serviceWorker;
  let begun = false;
  void market.watch("catalogue", ({ verified, state, parties }) => {
    const empty = state === "complete" && parties === 0;
    if (begun || !(verified || empty || state === "offline")) return;
    begun = true;
    void import("../updates/follow-versions.ts")
      .then(({ followVersions }) => followVersions(controller))
      .catch(() => undefined);
  });
}

if (import.meta.env.PROD && "serviceWorker" in navigator) installWhenThere();
