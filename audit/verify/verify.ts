// `npm run verify -- https://market.example`: is the client that is served there the one that the market's log has, and the
// one that these sources give? Ends with 0 when all are the same, 1 when something differs, 2 when that cannot be told.
// `npm run verify -- --evidence FILE`: what does a file prove that a device kept, and against whom? See arguments.ts. It
// stands here and not with the audit, which is for whoever has the server: such a file is for whoever doubts it.
import { type EvidenceArguments, readEvidenceArguments, readVerifyArguments, VerifyUsageError } from "./arguments.ts";
import { examineEvidence, readEvidenceFile } from "./evidence-file.ts";
import { evidenceReport } from "./evidence-words.ts";
import { buildHere, readBuild } from "./local-build.ts";
import { verificationReport } from "./verification-report.ts";
import { verifyClient } from "./verify-client.ts";

const statuses = { same: 0, differs: 1, unknown: 2 } as const;

const worth = { proven: 0, worthless: 1, told: 2 } as const;

async function judgeFile({ file, json, logKey }: EvidenceArguments): Promise<void> {
  let content: unknown;
  try {
    content = readEvidenceFile(file);
  } catch (cause) {
    const says =
      cause instanceof RangeError ? "No file of evidence is so long." : "The file of evidence cannot be read.";
    throw new VerifyUsageError(says, { cause });
  }
  const verdict = await examineEvidence(content, logKey);
  process.stdout.write(`${json ? JSON.stringify(verdict, null, 1) : evidenceReport(verdict)}\n`);
  process.exitCode = worth[verdict.judgement];
}

async function main(): Promise<void> {
  const evidence = readEvidenceArguments(process.argv.slice(2));
  if (evidence !== null) return judgeFile(evidence);
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
