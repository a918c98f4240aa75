import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root, trackedFiles } from "../tidy/tracked-files.ts";
import { freePort } from "../support/server-process.ts";
import { rounded, say } from "./figures.ts";

const limitsSeconds = { coldSecondsMax: 120, warmSecondsMax: 10 };

interface Start {
  readonly seconds: number;
  readonly stopSeconds: number;
  /** Seconds of each step that `npm start` names: "Installing packages", … */
  readonly steps: Readonly<Record<string, number>>;
}

/** Runs `npm start` in `folder` until it prints the invitation links, then presses Ctrl-C. */
async function timedStart(folder: string, port: number): Promise<Start> {
  const started = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PORT: String(port), DATA_DIR: join(folder, "data") },
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let output = "";
  const seconds = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/\/join#/.test(output)) resolve((performance.now() - started) / 1000);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then(() => reject(new Error(`npm start ended by itself:\n${output}`)));
  });
  const stopping = performance.now();
  // To the whole process group, as a terminal does it.
  if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
  await ended;
  const steps = [...output.matchAll(/^(.+): done in ([\d.]+) s$/gm)].map(([, what = "", took = ""]) => [
    what,
    Number(took),
  ]);
  return {
    seconds,
    stopSeconds: (performance.now() - stopping) / 1000,
    steps: Object.fromEntries(steps) as Record<string, number>,
  };
}

/** `npm run bench -- start`: a fresh clone's first `npm start`, and the next one, in a folder of its own. */
export async function benchStart() {
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-start-"));
  try {
    for (const file of trackedFiles) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await cp(join(root, file), join(folder, file));
    }
    const port = await freePort();
    say("First start: install, build, demo …");
    const cold = await timedStart(folder, port);
    say("Second start …");
    const warm = await timedStart(folder, port);
    return {
      coldSeconds: rounded(cold.seconds, 1),
      coldStepsSeconds: cold.steps,
      warmSeconds: rounded(warm.seconds, 1),
      stopSeconds: rounded(warm.stopSeconds, 1),
      ratioWarmToCold: rounded(warm.seconds / cold.seconds, 3),
      limits: limitsSeconds,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
