import type { InstanceFile } from "../../crypto/protocol/exports.ts";

/** Illustrations that the front page shows before any item is known: its tiles', and the snail's. */
export function frontPrints(instance: InstanceFile): ReadonlySet<string> {
  return new Set(instance.categories.filter(({ tile }) => tile === true).map(({ print }) => print)).add("snail");
}

/**
 * The part of the art set that the front page needs at once, a tenth of the whole: the rest is fetched with the first
 * cards. Throws where an illustration is missing.
 */
export function frontSprite(press: string, instance: InstanceFile): string {
  const symbols = [...frontPrints(instance)].flatMap((print) =>
    ["c", "k"].map((block) => {
      const found = new RegExp(`<symbol id="${block}-${print}"[\\s\\S]*?</symbol>`).exec(press);
      if (found === null) throw new Error(`No illustration ${print}.`);
      return found[0];
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}
