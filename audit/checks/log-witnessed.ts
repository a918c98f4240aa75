import { sameBytes } from "../../crypto/bytes.ts";
import { type OpenedCheckpoint, openCheckpoint } from "../../crypto/checkpoint.ts";
import { cosignatureMsMax, witnessesOf } from "../../crypto/protocol/witness-policy.ts";
import { ready } from "../../crypto/sodium.ts";
import type { NoteKey } from "../../crypto/signed-note.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { namedLogKey, servedRoot } from "../served-log.ts";
import type { Site } from "../site.ts";

const path = "/log/witnessed";
const hours = cosignatureMsMax / 3_600_000;

const unwitnessed = (evidence: string): Found => ({
  severity: "high",
  where: path,
  evidence,
  means: "Nobody else vouches that all visitors are shown one log. Devices of this market send nothing.",
  remedy: "See the server's log for what the witnesses answered (witness/…), and whether they run.",
});

const contradicts = (evidence: string): Found => ({
  severity: "critical",
  where: path,
  evidence,
  means: "What the witnesses saw is another log than the one that visitors are shown.",
  remedy: "Keep the answers as evidence: /log/witnessed and /log/checkpoint, which both are signed.",
});

const nobodyAsked: Found = {
  severity: "notice",
  where: "witnesses.asked",
  evidence: "The city's file asks nobody to witness its log.",
  means: "That two visitors are shown two different logs is noticed only by those who compare.",
  remedy: "Ask other instances, or somebody who runs `npm run witness`, and name them in the instance's file.",
};

const nobodyRequired: Found = {
  severity: "notice",
  where: "witnesses.quorum",
  evidence: "The city's file requires no witness to have cosigned: its quorum is 0.",
  means: "Devices believe a log that no witness has seen for as long as nobody contradicts it.",
  remedy: "Require as many of the witnesses that are asked as may be expected to be there on any two days.",
};

/** The newest of the two notes that the site serves, opened; `null` for one that is absent or not signed by the log. */
async function noteAt(site: Site, at: string, key: NoteKey): Promise<OpenedCheckpoint | null> {
  const { status, body } = await site.ask(at);
  if (status !== 200) return null;
  try {
    return openCheckpoint(body.toString("utf8"), key.name, key);
  } catch {
    return null;
  }
}

/** Whether as many witnesses as the city's file asks for have cosigned lately, by their keys, what is served. */
export const logWitnessed = defineCheck({
  id: "log/witnessed",
  asks: "the log that is served bears the cosignatures that the city's file asks for, none of them too old",
  needs: ["site"],
  async run({ site, witnesses, now }) {
    await ready();
    const key = await namedLogKey(site);
    if (key === null) return [unwitnessed("The site does not name the log's key, so no cosignature can be told.")];
    if (witnesses === null) return [nobodyAsked];
    // In this order: what is asked for last covers what was there before.
    const witnessed = await noteAt(site, path, key);
    const newest = await noteAt(site, "/log/checkpoint", key);
    const found: Found[] = witnesses.threshold === 0 ? [nobodyRequired] : [];
    if (witnessed !== null) found.push(...(await agreement(site, witnessed, newest)));
    const counts = [witnessed, newest].map((note) => (note === null ? 0 : witnessesOf(note, witnesses, now)));
    const count = Math.max(...counts);
    if (count < witnesses.threshold) {
      const evidence = `${count} of the ${witnesses.keys.length} witnesses asked have cosigned it within ${hours} hours; ${witnesses.threshold} must.`;
      found.push(
        unwitnessed(witnessed === null ? `No cosigned checkpoint of the log is served. ${evidence}` : evidence),
      );
    }
    return found;
  },
});

/** What the witnesses saw must be an earlier state of what is served, by the tiles that are served. */
async function agreement(site: Site, witnessed: OpenedCheckpoint, newest: OpenedCheckpoint | null): Promise<Found[]> {
  if (newest !== null && witnessed.size > newest.size) {
    const lost = witnessed.size - newest.size;
    return [contradicts(`Witnesses have seen ${lost} more entries than the checkpoint that is served has.`)];
  }
  const root = await servedRoot(site, witnessed.size);
  if (root === null)
    return [contradicts(`Tiles of the ${witnessed.size} entries that witnesses have seen are missing.`)];
  return sameBytes(root, witnessed.root)
    ? []
    : [contradicts(`Witnesses have seen ${witnessed.size} entries with another root than those that are served.`)];
}
