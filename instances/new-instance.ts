// `npm run new-instance`: asks what a city needs, writes its folder, checks it, and says how it is started. Answers can be
// piped in, a line each.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderFindings } from "./check/check-folder.ts";
import { findingsText } from "./check/finding.ts";
import { readKnown } from "./check/known.ts";
import { createAsker } from "./new/asking.ts";
import { askForAnswers } from "./new/questions.ts";
import { writeInstance } from "./new/write-instance.ts";
import { instanceNames } from "./registry.ts";

const here = dirname(fileURLToPath(import.meta.url));

/** Today where the machine stands: the day of its clock. */
const today = new Date().toISOString().slice(0, 10);

/** The project's formatter over what was written; without it the file is right all the same. */
function format(folder: string): void {
  spawnSync(process.execPath, [join(here, "../node_modules/oxfmt/bin/oxfmt"), "--write", folder], {
    cwd: join(here, ".."),
  });
}

async function main(): Promise<void> {
  const asker = createAsker(process.stdin, process.stdout);
  try {
    const answers = await askForAnswers(asker, here, instanceNames, today);
    const folder = writeInstance(here, answers);
    format(folder);
    const findings = await folderFindings(here, answers.id, readKnown(), today);
    if (findings.length > 0) {
      asker.say(`\ninstances/${answers.id} is written, and not right yet:\n\n${findingsText(findings)}\n`);
      process.exitCode = 1;
      return;
    }
    asker.say(`
instances/${answers.id} is written and right. Read instance.ts: taxes, deposits, ages and periods are yours to check.
Start it:       INSTANCE=${answers.id} npm start
After a change: npm run check-instance -- ${answers.id}
`);
  } finally {
    asker.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
