import { z } from "zod";
import { fromBase64url, sameBytes } from "../../crypto/bytes.ts";
import { logNoteKey, openCheckpoint } from "../../crypto/checkpoint.ts";
import { edgeFrom, edgeRoot, edgeTiles, type Tile, tilePath } from "../../crypto/tiles.ts";
import { ready } from "../../crypto/sodium.ts";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import type { Site } from "../site.ts";

const operatorForm = z.object({ log: z.object({ origin: z.string().max(300), key: z.string().length(43) }) });

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

/** The tiles at the right end of the tree, as the site serves them. Throws when one is missing or of another width. */
async function servedEdge(site: Site, size: number): Promise<Tile[]> {
  const tiles: Tile[] = [];
  for (const name of edgeTiles(size)) {
    if (name.level === "entries") continue;
    const { status, body } = await site.ask(`/log/${tilePath(name)}`);
    if (status !== 200 || body.length !== name.width * 32) throw new Error("A tile is missing.");
    tiles.push({ level: name.level, index: name.index, hashes: new Uint8Array(body) });
  }
  return tiles;
}

/** The log that visitors get: a signed checkpoint, and tiles that come to its root. */
export const logServed = defineCheck({
  id: "log/served",
  asks: "the site serves a signed checkpoint of its log, and tiles that come to it",
  needs: ["site"],
  async run({ site }) {
    await ready();
    const operator = await site.ask("/operator");
    const { status, body } = await site.ask("/log/checkpoint");
    const named = operatorForm.safeParse(operator.status === 200 ? JSON.parse(operator.body.toString("utf8")) : null);
    if (!named.success) return [wrong("/operator", "It does not name the log's key.")];
    const { origin, key } = named.data.log;
    let tree: { readonly size: number; readonly root: Uint8Array };
    try {
      if (status !== 200) throw new Error("There is no checkpoint.");
      tree = openCheckpoint(body.toString("utf8"), origin, logNoteKey(origin, fromBase64url(key)));
    } catch {
      return [wrong("/log/checkpoint", "It is no checkpoint signed by the key that the site names.")];
    }
    try {
      const edge = edgeFrom(tree.size, await servedEdge(site, tree.size));
      return sameBytes(edgeRoot(edge), tree.root) ? [] : [wrong("/log/tile", "The tiles come to another root.")];
    } catch {
      return [wrong("/log/tile", `Tiles of a tree of ${tree.size} entries are missing.`)];
    }
  },
});
