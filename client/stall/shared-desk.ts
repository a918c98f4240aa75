import type { Party } from "../../crypto/protocol/exports.ts";
import { market } from "../market.ts";

/**
 * Whether strangers share a desk: one of those that a demo invites everybody to. None of them shuts the others out, nor
 * changes the key of all. A desk that somebody opened in a demo is their own.
 */
export async function isSharedDesk({ kind, name }: Pick<Party, "kind" | "name">): Promise<boolean> {
  const links = await market.demoLinks();
  return links.some((link) => link.kind === kind && link.name === name);
}
