import type { Check } from "./check.ts";
import { clientVerified } from "./checks/client-verified.ts";
import { databaseSettings } from "./checks/database-settings.ts";
import { filesDeclared, filesKeys, filesModes } from "./checks/files.ts";
import { logServed } from "./checks/log-served.ts";
import { logStatements } from "./checks/log-statements.ts";
import { logTree } from "./checks/log-tree.ts";
import { logWitnessed } from "./checks/log-witnessed.ts";
import { planesForeignKeys } from "./checks/planes-foreign-keys.ts";
import { planesRowOrder } from "./checks/planes-row-order.ts";
import { planesSharedTransactions } from "./checks/planes-shared-transactions.ts";
import { planesSharedValues } from "./checks/planes-shared-values.ts";
import { retentionDays } from "./checks/retention-days.ts";
import { schemaAsDeclared } from "./checks/schema-as-declared.ts";
import { schemaAsMigratedCheck } from "./checks/schema-as-migrated.ts";
import { shreddingAtRest } from "./checks/shredding-at-rest.ts";
import { shreddingPast, shreddingSettled } from "./checks/shredding-day-keys.ts";
import { shreddingLeftovers } from "./checks/shredding-leftovers.ts";
import { siteCookies } from "./checks/site-cookies.ts";
import { siteDataMap } from "./checks/site-data-map.ts";
import { siteHeaders } from "./checks/site-headers.ts";
import { sitePages } from "./checks/site-pages.ts";
import { siteRefusals } from "./checks/site-refusals.ts";
import { siteTags } from "./checks/site-tags.ts";
import { tokenTotals } from "./checks/token-totals.ts";
import { valuesBytes } from "./checks/values-bytes.ts";
import { valuesNumbers } from "./checks/values-numbers.ts";
import { valuesPictures } from "./checks/values-pictures.ts";
import { valuesStatements } from "./checks/values-statements.ts";
import { valuesTexts } from "./checks/values-texts.ts";

/** Every check, in the order in which they run: what a database is before what is in it. A new one is a file and a line. */
export const checks: readonly Check[] = [
  schemaAsDeclared,
  schemaAsMigratedCheck,
  valuesBytes,
  valuesTexts,
  valuesNumbers,
  valuesStatements,
  valuesPictures,
  logTree,
  logStatements,
  tokenTotals,
  planesForeignKeys,
  planesSharedValues,
  planesSharedTransactions,
  planesRowOrder,
  retentionDays,
  shreddingPast,
  shreddingSettled,
  shreddingAtRest,
  shreddingLeftovers,
  databaseSettings,
  filesDeclared,
  filesModes,
  filesKeys,
  siteHeaders,
  siteCookies,
  siteRefusals,
  siteTags,
  siteDataMap,
  sitePages,
  logServed,
  logWitnessed,
  clientVerified,
];
