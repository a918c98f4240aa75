// `npm run verify -- https://market.example`: is the client that is served there the one that the market's log has, and the
// one that these sources give? Ends with 0 when all are the same, 1 when something differs, 2 when that cannot be told.
import { readVerifyArguments, VerifyUsageError } from "./arguments.ts";
import { buildHere, readBuild } from "./local-build.ts";
import { verificationReport } from "./verification-report.ts";
import { verifyClient } from "./verify-client.ts";

const statuses = { same: 0, differs: 1, unknown: 2 } as const;

async function main(): Promise<void> {
  const { origin, json, build, compareBuild, instanceKey } = readVerifyArguments(process.argv.slice(2));
  const local = compareBuild ? await (build === null ? buildHere() : readBuild(build)) : null;
  if (compareBuild && local === null) throw new VerifyUsageError("There is no built client in that folder.");
  const result = await verifyClient({ origin, instanceKey, build: local });
  process.stdout.write(`${json ? JSON.stringify(result, null, 1) : verificationReport(result)}\n`);
  process.exitCode = statuses[result.verdict];
}

try {
  await main();
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : "It could not begin."}\n`);
  process.exitCode = 2;
}
