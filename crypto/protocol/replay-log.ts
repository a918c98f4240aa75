import { sameBytes } from "../bytes.ts";
import { emptyFrontier, extendFrontier, frontierRoot, leafHash, type TreeHead } from "../merkle.ts";
import { bundlesOf, type TileName } from "../tiles.ts";

/**
 * What reading a log from its first entry to its last came to. `agrees`: its entries make the root that was signed, and
 * begin with those that were seen earlier. `shrunk`: there are fewer than that. `forked`: others stand in their place.
 * `inconsistent`: the entries are not those that were signed.
 */
export type Replayed = "agrees" | "shrunk" | "forked" | "inconsistent";

/**
 * Reads every entry of a signed tree, in order. What `visit` was shown counts only when this resolves with `agrees`.
 * Throws what `bundle` and `visit` throw.
 * @param head the tree that the log signed
 * @param earlier the tree that was seen before; size 0 for none
 * @param bundle the entries of a bundle, exactly as many as its name says
 */
export async function replayLog(
  head: TreeHead,
  earlier: TreeHead,
  bundle: (name: TileName) => Promise<readonly Uint8Array[]>,
  visit: (entry: Uint8Array, index: number) => void,
): Promise<Replayed> {
  if (head.size < earlier.size) return "shrunk";
  let frontier = emptyFrontier;
  for (const name of bundlesOf(head.size)) {
    const entries = await bundle(name);
    if (entries.length !== name.width) return "inconsistent";
    for (const [at, entry] of entries.entries()) visit(entry, frontier.size + at);
    const leaves = entries.map(leafHash);
    const left = earlier.size - frontier.size;
    if (left > 0 && left <= leaves.length) {
      const then = frontierRoot(extendFrontier(frontier, leaves.slice(0, left)));
      if (!sameBytes(then, earlier.root)) return "forked";
    }
    frontier = extendFrontier(frontier, leaves);
  }
  return sameBytes(frontierRoot(frontier), head.root) ? "agrees" : "inconsistent";
}
