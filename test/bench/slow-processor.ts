import type { Browser } from "playwright";

/** One turn of the clock: a process runs for its share of it, and stands still for the rest. */
const turnMilliseconds = 8;

/** Ends the slowness. */
export type EndSlowness = () => Promise<void>;

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
}

/**
 * Lets every page's process of a browser, its workers with it, run only a part of the time: what DevTools' throttling does
 * to a page alone. Processes that come later are found and slowed down too.
 * @param factor how many times slower
 */
export async function slowProcessor(browser: Browser, factor: number): Promise<EndSlowness> {
  const devtools = await browser.newBrowserCDPSession();
  const slowed = new Set<number>();
  const find = async (): Promise<void> => {
    const { processInfo } = (await devtools.send("SystemInfo.getProcessInfo")) as { processInfo: ProcessInfo[] };
    slowed.clear();
    for (const { type, id } of processInfo) if (type === "renderer") slowed.add(id);
  };
  const tell = (signal: "SIGSTOP" | "SIGCONT"): void => {
    for (const id of slowed) {
      try {
        process.kill(id, signal);
      } catch {
        // It has ended meanwhile.
        slowed.delete(id);
      }
    }
  };
  await find();
  const looking = setInterval(() => void find().catch(() => undefined), 200);
  let turning: ReturnType<typeof setTimeout>;
  const stand = (): void => {
    tell("SIGSTOP");
    turning = setTimeout(run, (turnMilliseconds * (factor - 1)) / factor);
  };
  const run = (): void => {
    tell("SIGCONT");
    turning = setTimeout(stand, turnMilliseconds / factor);
  };
  run();
  return async () => {
    clearInterval(looking);
    clearTimeout(turning);
    tell("SIGCONT");
    await devtools.detach();
  };
}
