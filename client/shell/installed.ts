import { market } from "../market.ts";
import { scriptUrl } from "./trusted-types.ts";

/** Fired on `window` when a newer client has been fetched and waits to be used. */
export const updateReady = "sp-update-ready";

let waiting: ServiceWorker | null = null;

function offer(worker: ServiceWorker): void {
  waiting = worker;
  window.dispatchEvent(new Event(updateReady));
}

/** Uses the newer client now: the page is loaded again with it. */
export function useUpdate(): void {
  if (waiting?.state !== "installed") {
    // Another tab has taken it into use already: this page is all that is still of before.
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage({ type: "use-now" });
}

/** Whether a newer client waits. */
export function isUpdateReady(): boolean {
  return waiting !== null;
}

async function install(): Promise<void> {
  const registration = await navigator.serviceWorker.register(scriptUrl("/service-worker.js") as string, {
    updateViaCache: "none",
  });
  if (registration.waiting !== null && navigator.serviceWorker.controller !== null) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller !== null) offer(worker);
    });
  });
}

/** Once the market is here and verified, or cannot be reached: nothing of the shop waits for this. */
function installWhenThere(): void {
  let begun = false;
  void market.watch("catalogue", ({ verified, state, parties }) => {
    const empty = state === "complete" && parties === 0;
    if (begun || !(verified || empty || state === "offline")) return;
    begun = true;
    void install().catch(() => undefined);
  });
}

if (import.meta.env.PROD && "serviceWorker" in navigator) installWhenThere();
