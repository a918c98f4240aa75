import type { Migration } from "kysely";
import * as threePlanes from "./0001-three-planes.ts";
import * as thumbnails from "./0002-thumbnails.ts";
import * as transparencyLog from "./0003-transparency-log.ts";
import * as tokens from "./0004-tokens.ts";
import * as noStatistics from "./0005-no-statistics.ts";
import * as catalogueListing from "./0006-catalogue-listing.ts";
import * as witnesses from "./0007-witnesses.ts";

/** Every migration by name, in the order of the names. A released one never changes. */
export const migrations: Record<string, Migration> = {
  "0001-three-planes": threePlanes,
  "0002-thumbnails": thumbnails,
  "0003-transparency-log": transparencyLog,
  "0004-tokens": tokens,
  "0005-no-statistics": noStatistics,
  "0006-catalogue-listing": catalogueListing,
  "0007-witnesses": witnesses,
};
