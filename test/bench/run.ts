import { benchAudit } from "./audit.ts";
import { benchCatalogue } from "./catalogue.ts";
import { benchFilters } from "./filters.ts";
import { benchFootprint } from "./footprint.ts";
import { benchLog } from "./log.ts";
import { benchLogClient } from "./log-client.ts";
import { benchPages } from "./pages.ts";
import { benchPictures } from "./pictures.ts";
import { benchRefusals } from "./refusals.ts";
import { benchRelay } from "./relay.ts";
import { benchSeal } from "./seal.ts";
import { benchShop } from "./shop.ts";
import { benchStart } from "./start.ts";
import { benchTokens } from "./tokens.ts";
import { machine } from "./figures.ts";

// `npm run bench -- audit|catalogue|filters|footprint|log|log-client|pages|pictures|refusals|relay|seal|shop|start|tokens [--json]`. Figures go to stdout, each
// key with its unit; what is being measured to stderr. With --json stdout is one JSON text.

const benches: Record<string, () => Promise<object>> = {
  audit: benchAudit,
  catalogue: benchCatalogue,
  filters: benchFilters,
  footprint: benchFootprint,
  log: benchLog,
  "log-client": benchLogClient,
  pages: benchPages,
  pictures: benchPictures,
  refusals: benchRefusals,
  relay: benchRelay,
  seal: benchSeal,
  shop: benchShop,
  start: benchStart,
  tokens: benchTokens,
};

const name = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "";
const bench = benches[name];
if (bench === undefined) {
  console.error(`Name a bench: ${Object.keys(benches).join(", ")}.`);
  process.exitCode = 1;
} else {
  const result = { bench: name, machine: machine(), ...(await bench()) };
  if (process.argv.includes("--json")) console.log(JSON.stringify(result, null, 2));
  else console.dir(result, { depth: null });
}
