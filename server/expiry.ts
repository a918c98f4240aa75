import { callSites, type Log } from "./log.ts";

const everyMs = 60 * 60 * 1000;

/** Forgetting as a duty of the running server: at the start and once an hour. */
export interface Expiry {
  /** Runs all duties now; a failed one is logged and does not keep the others from theirs. */
  run(): Promise<void>;
  /** Resolves when a run under way has ended; no other begins. */
  stop(): Promise<void>;
}

/** Starts running `duties` every hour. */
export function startExpiry(duties: readonly (() => Promise<void>)[], log: Log): Expiry {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const runAll = async (): Promise<void> => {
    for (const duty of duties) {
      if (stopped) return;
      try {
        await duty();
      } catch (thrown) {
        log.error("expiry failed", { stack: callSites(thrown) });
      }
    }
  };
  const run = () => (running = running.then(runAll));
  const timer = setInterval(() => void run(), everyMs);
  timer.unref();
  return {
    run,
    stop() {
      stopped = true;
      clearInterval(timer);
      return running;
    },
  };
}
