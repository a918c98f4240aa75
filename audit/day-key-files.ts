import { readdirSync } from "node:fs";
import { join } from "node:path";

/** A key of the day, as a file of the data folder. */
export interface DayKeyFile {
  readonly use: "inbox" | "board";
  readonly day: string;
  /** Its path within the data folder. */
  readonly path: string;
}

const form = /^(\d{4}-\d{2}-\d{2})\.(inbox|board)\.key$/;

/** Keys of the days that lie in a data folder; none where it has no such folder. */
export function dayKeyFiles(dataDir: string): DayKeyFile[] {
  let names: string[];
  try {
    names = readdirSync(join(dataDir, "day-keys"));
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return [];
    throw thrown;
  }
  return names.flatMap((name) => {
    const [, day, use] = form.exec(name) ?? [];
    if (day === undefined || use === undefined) return [];
    return [{ use: use as DayKeyFile["use"], day, path: join("day-keys", name) }];
  });
}
