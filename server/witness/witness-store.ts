import type { Db } from "../database/open-database.ts";
import type { WitnessStore } from "./witness.ts";

/** What the server has witnessed, in its database. */
export function databaseWitnessStore(db: Db): WitnessStore {
  return {
    async read(origin) {
      const row = await db
        .selectFrom("public_plane.witnessed_log")
        .select(["size", "root"])
        .where("origin", "=", origin)
        .executeTakeFirst();
      return row ?? null;
    },
    async advance(origin, previous, { size, root }) {
      const kept =
        previous === null
          ? await db
              .insertInto("public_plane.witnessed_log")
              .values({ origin, size, root })
              .onConflict((conflict) => conflict.column("origin").doNothing())
              .returning("size")
              .executeTakeFirst()
          : await db
              .updateTable("public_plane.witnessed_log")
              .set({ size, root })
              .where("origin", "=", origin)
              .where("size", "=", previous.size)
              .where("root", "=", Buffer.from(previous.root))
              .returning("size")
              .executeTakeFirst();
      return kept !== undefined;
    },
  };
}
