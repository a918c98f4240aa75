import { sameBytes } from "../../crypto/bytes.ts";
import { openCheckpoint } from "../../crypto/checkpoint.ts";
import { ready } from "../../crypto/sodium.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { namedLogKey, servedRoot } from "../served-log.ts";

function wrong(where: string, evidence: string): Found {
  return {
    severity: "critical",
    where,
    evidence,
    means: "Visitors cannot check what they are shown, or are shown a log that contradicts itself.",
    remedy:
      "Keep the answers as evidence. See whether something in front changes them; else audit the database (log/tree).",
  };
}

/** The log that visitors get: a signed checkpoint, and tiles that come to its root. */
export const logServed = defineCheck({
  id: "log/served",
  asks: "the site serves a signed checkpoint of its log, and tiles that come to it",
  needs: ["site"],
  async run({ site }) {
    await ready();
    const key = await namedLogKey(site);
    if (key === null) return [wrong("/operator", "It does not name the log's key.")];
    const { status, body } = await site.ask("/log/checkpoint");
    let tree: { readonly size: number; readonly root: Uint8Array };
    try {
      if (status !== 200) throw new Error("There is no checkpoint.");
      tree = openCheckpoint(body.toString("utf8"), key.name, key);
    } catch {
      return [wrong("/log/checkpoint", "It is no checkpoint signed by the key that the site names.")];
    }
    const root = await servedRoot(site, tree.size);
    if (root === null) return [wrong("/log/tile", `Tiles of a tree of ${tree.size} entries are missing.`)];
    return sameBytes(root, tree.root) ? [] : [wrong("/log/tile", "The tiles come to another root.")];
  },
});
