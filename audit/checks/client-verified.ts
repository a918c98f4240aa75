import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import type { Difference, Unknown } from "../verify/difference.ts";
import { verifyClient } from "../verify/verify-client.ts";

/** Differences that are told one by one; of more, how many. */
const toldMax = 20;

const sourceNames = { live: "what is served", log: "the log", statement: "the release", build: "the build" } as const;

const differs = ({ where, path, says }: Difference): Found => ({
  severity: "critical",
  where: path ?? sourceNames[where],
  evidence: says,
  means: "Visitors run another program than the one that the market has said in its log: it may read what they type.",
  remedy:
    "See `npm run verify -- URL` for the digests. Find out who changed what is served, and serve the released build.",
});

const untold = ({ where, path, says }: Unknown): Found => ({
  severity: "high",
  where: path ?? sourceNames[where],
  evidence: says,
  means: "It could not be told whether visitors run the program that the market has said in its log.",
  remedy: "Make it reachable, then run the audit again.",
});

/** Whether the client that is served is, file by file, the one of the release that the log has. */
export const clientVerified = defineCheck({
  id: "client/verified",
  asks: "the client that is served is the release in the log, file by file (npm run verify compares it with sources too)",
  needs: ["site"],
  async run({ site }) {
    const { differences, unknowns } = await verifyClient({ origin: site.origin, build: null });
    const found = [...differences.map(differs), ...unknowns.map(untold)];
    const [first] = found;
    if (found.length <= toldMax || first === undefined) return found;
    const more = { ...first, where: sourceNames.live, evidence: `${found.length - toldMax} more differences.` };
    return [...found.slice(0, toldMax), more];
  },
});
