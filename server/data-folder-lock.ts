import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Another server has the data folder. The message is for the operator. */
export class DataFolderInUse extends Error {}

interface Holder {
  readonly pid: number;
  /** When that process began, as the system counts it: a process id alone may be someone else's by now. */
  readonly begun: string;
}

/** Field 22 of /proc/<pid>/stat; empty where there is no such file. */
function begunAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isRunning({ pid, begun }: Holder): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    // EPERM: it runs, as another user.
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EPERM")) return false;
  }
  const now = begunAt(pid);
  return now === "" || begun === "" || now === begun;
}

function readHolder(file: string): Holder | null {
  try {
    const [pid = "", begun = ""] = readFileSync(file, "utf8").trim().split(" ");
    return /^\d+$/.test(pid) ? { pid: Number(pid), begun } : null;
  } catch {
    return null;
  }
}

/**
 * Holds the data folder for this process, so that no two servers open one embedded database. Returns the function that
 * lets it go. A lock whose process is gone is taken over. Throws {@link DataFolderInUse}.
 */
export function lockDataFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, "server.lock");
  const own = `${process.pid} ${begunAt(process.pid)}`;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const descriptor = openSync(file, "wx", 0o600);
      writeSync(descriptor, `${own}\n`);
      closeSync(descriptor);
      return () => {
        if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
      };
    } catch (thrown) {
      if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST")) throw thrown;
      const holder = readHolder(file);
      if (holder !== null && isRunning(holder)) throw inUse(holder);
      rmSync(file, { force: true });
    }
  }
  throw new DataFolderInUse("The data folder is being opened by another server. Try again.");
}

function inUse(holder: Holder): DataFolderInUse {
  return new DataFolderInUse(
    `Another server (process ${holder.pid}) is using this data folder. The embedded database serves one process: ` +
      `end that server, choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL that several may share.`,
  );
}
