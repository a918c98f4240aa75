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
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage({ type: "use-now" });
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

// After the first screen is usable: nothing of it waits for this.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  const begin = (): void => void install().catch(() => undefined);
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}
