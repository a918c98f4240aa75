// `npm run check-instance -- geneva`: says what is wrong with the file and the look of an instance, where, and how it is
// mended. Without a name, all of them. `npm start` asks the same before it builds.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { folderFindings } from "./check/check-folder.ts";
import { findingsText } from "./check/finding.ts";
import { readKnown } from "./check/known.ts";
import { instanceNames } from "./registry.ts";

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2);
const known = readKnown();
const today = new Date().toISOString().slice(0, 10);
for (const name of named.length > 0 ? named : instanceNames) {
  const findings = await folderFindings(here, name, known, today);
  if (findings.length === 0) {
    process.stdout.write(`instances/${name} is right.\n`);
  } else {
    const count = findings.length === 1 ? "one mistake" : `${findings.length} mistakes`;
    process.stdout.write(`instances/${name} has ${count}:\n\n${findingsText(findings)}\n\n`);
    process.exitCode = 1;
  }
}
