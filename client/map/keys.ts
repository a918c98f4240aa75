/** What a key asks of the map; null for a key that is not the map's. */
export type MapKey =
  | { readonly does: "move"; readonly dx: number; readonly dy: number }
  | { readonly does: "nearer"; readonly factor: number }
  | { readonly does: "all" }
  | { readonly does: "leave" };

/** Pixels that an arrow moves, and how much nearer a plus comes. */
const step = 80;
const nearer = 1.6;

const keys: Readonly<Record<string, MapKey>> = {
  ArrowLeft: { does: "move", dx: -step, dy: 0 },
  ArrowRight: { does: "move", dx: step, dy: 0 },
  ArrowUp: { does: "move", dx: 0, dy: -step },
  ArrowDown: { does: "move", dx: 0, dy: step },
  "+": { does: "nearer", factor: nearer },
  "=": { does: "nearer", factor: nearer },
  "-": { does: "nearer", factor: 1 / nearer },
  "0": { does: "all" },
  Home: { does: "all" },
  Escape: { does: "leave" },
};

/** Reads a key. With Ctrl, Alt or Meta it is the browser's. */
export function mapKey(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey">): MapKey | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  return Object.hasOwn(keys, event.key) ? (keys[event.key] ?? null) : null;
}
