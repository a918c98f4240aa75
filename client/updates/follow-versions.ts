import { scriptUrl } from "../shell/trusted-types.ts";
import { answerQuestion, isOfTheOneInUse, noteTakeover, offer } from "./newer-version.ts";
import "./update-bar.ts";

/**
 * Installs the service worker, and follows what comes after it.
 * @param atFirst the one that this page was loaded by; null on a first visit
 */
export async function followVersions(atFirst: ServiceWorker | null): Promise<void> {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("message", (event) => void answerQuestion(event));
  serviceWorker.startMessages();
  // The first one on a device takes the place of none.
  if (atFirst !== null) {
    serviceWorker.addEventListener("controllerchange", () => void noteTakeover(true));
    if (serviceWorker.controller !== atFirst) void noteTakeover(false);
  }
  const registration = await serviceWorker.register(scriptUrl("/service-worker.js") as string, {
    updateViaCache: "none",
  });
  if (registration.waiting !== null && isOfTheOneInUse()) void offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && isOfTheOneInUse()) void offer(worker);
    });
  });
}
