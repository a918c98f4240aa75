import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays } from "../../../server/days.ts";

/** A violation put into a data folder; what it returns takes it out again. */
export interface PlantedInFiles {
  readonly name: string;
  readonly check: string;
  plant(dataDir: string): () => void;
}

function file(path: string, content: string | Uint8Array, mode = 0o600): PlantedInFiles["plant"] {
  return (dataDir) => {
    const at = join(dataDir, path);
    writeFileSync(at, content, { mode });
    chmodSync(at, mode);
    return () => rmSync(at);
  };
}

function mode(path: string, changed: number, before: number): PlantedInFiles["plant"] {
  return (dataDir) => {
    chmodSync(join(dataDir, path), changed);
    return () => chmodSync(join(dataDir, path), before);
  };
}

/** Everything that can be planted in a data folder. `today` is the day of the audit. */
export function plantedInFiles(today: string): readonly PlantedInFiles[] {
  const key = (daysAgo: number, use: string) => `day-keys/${addDays(today, -daysAgo)}.${use}.key`;
  return [
    { name: "an access log", check: "files/declared", plant: file("access.log", "203.0.113.9 GET /relay\n") },
    { name: "a dump beside the data", check: "files/declared", plant: file("backup.sql", "-- dump\n") },
    { name: "a copy of a key", check: "files/declared", plant: file(`${key(1, "inbox")}.bak`, randomBytes(32)) },
    {
      name: "a folder that nobody declared",
      check: "files/declared",
      plant: (dataDir) => {
        mkdirSync(join(dataDir, "logs"), { mode: 0o700 });
        return () => rmSync(join(dataDir, "logs"), { recursive: true });
      },
    },
    { name: "a key that others may read", check: "files/modes", plant: mode(key(0, "inbox"), 0o644, 0o600) },
    { name: "a folder that others may look into", check: "files/modes", plant: mode("day-keys", 0o755, 0o700) },
    { name: "a data folder that others may look into", check: "files/modes", plant: mode(".", 0o755, 0o700) },
    { name: "a key that is none", check: "files/keys", plant: file(key(1, "board"), "not a key") },
    { name: "a key of a day long past", check: "shredding/past-days", plant: file(key(30, "board"), randomBytes(32)) },
    {
      name: "a key of a day whose envelopes were fetched",
      check: "shredding/settled-days",
      plant: file(key(5, "inbox"), randomBytes(32)),
    },
  ];
}
