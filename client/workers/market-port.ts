import { scriptUrl } from "../shell/trusted-types.ts";
import { askAhead } from "./ahead.ts";
import workerUrl from "./market-worker.ts?worker&url";

let started: Worker | undefined;

/** The worker that runs the core of this tab, started at the first call. */
export function marketWorker(): Worker {
  if (started === undefined) {
    started = new Worker(scriptUrl(workerUrl) as string, { type: "module", name: "market" });
    void askAhead(started);
  }
  return started;
}
