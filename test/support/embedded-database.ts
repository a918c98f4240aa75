import { join } from "node:path";
import { migrateToLatest } from "../../server/database/migrate.ts";
import { openEmbedded } from "../../server/database/open-database.ts";
import { fromTemplate } from "./templates.ts";

/**
 * Puts an empty database of the newest version into a data folder where there is none: what a server does there at its
 * first start, which takes seconds. That a server does it is tested in start.http.test.ts.
 */
export function fillDataFolder(dataDir: string): Promise<void> {
  return fromTemplate("embedded", join(dataDir, "database"), async () => {
    const database = await openEmbedded(dataDir, 0, () => undefined);
    try {
      await migrateToLatest(database.db);
    } finally {
      await database.close();
    }
  });
}
