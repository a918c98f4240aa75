import { thumbHashToDataURL } from "thumbhash";
import { fromBase64url } from "../../crypto/bytes.ts";
import type { Picture } from "../../crypto/protocol/exports.ts";
import { market } from "../market.ts";

// A picture on the screen
//
// First its placeholder, drawn from the 25 bytes in the catalogue; then, once the core has it, an address of the browser's
// own for its bytes. Nothing here asks the server: the core fetches packs, the same for everybody.

/** Addresses that are kept at a time: each holds some 3 kB, or a sharp picture. */
const addressesMax = 1_500;
const placeholdersMax = 1_500;

const placeholders = new Map<string, string>();
const addresses = new Map<string, string>();
const asked = new Map<string, Promise<string>>();
/** Pictures that are not here: asked for again when packs have come. */
const missing = new Set<() => void>();

function remember(map: Map<string, string>, key: string, value: string, max: number): void {
  map.set(key, value);
  for (const [oldest, dropped] of map) {
    if (map.size <= max) break;
    map.delete(oldest);
    // An image that shows it has read it by now; one that is drawn again asks again.
    if (dropped.startsWith("blob:")) URL.revokeObjectURL(dropped);
  }
}

/** A picture's placeholder as an image's address. Empty when its bytes say nothing that can be drawn. */
export function placeholderOf({ placeholder }: Pick<Picture, "placeholder">): string {
  const known = placeholders.get(placeholder);
  if (known !== undefined) return known;
  let address = "";
  try {
    address = thumbHashToDataURL(fromBase64url(placeholder));
  } catch {
    address = "";
  }
  remember(placeholders, placeholder, address, placeholdersMax);
  return address;
}

let watching = false;
/** Begins, with the first picture that is not here, to hear of packs that come. */
function watchPacks(): void {
  if (watching) return;
  watching = true;
  let before = -1;
  market
    .watch("pictures", ({ here }) => {
      if (here.bytes !== before) for (const again of [...missing]) again();
      before = here.bytes;
    })
    .catch(() => {
      watching = false;
    });
}

async function addressOf(digest: string, own: boolean): Promise<string> {
  for (;;) {
    const bytes = await (own ? market.ownPicture(digest) : market.picture(digest)).catch(() => null);
    if (bytes !== null) {
      const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
      remember(addresses, digest, address, addressesMax);
      asked.delete(digest);
      return address;
    }
    watchPacks();
    await new Promise<void>((resolve) => {
      const again = (): void => {
        missing.delete(again);
        resolve();
      };
      missing.add(again);
    });
  }
}

/**
 * Where the browser finds a picture that is on this device: at once, or when it comes.
 * @param own at a stall's own desk, where one that is not in the shop may be asked for
 */
export function pictureAddress(digest: string, own = false): string | Promise<string> {
  const known = addresses.get(digest);
  if (known !== undefined) return known;
  const waiting = asked.get(digest) ?? addressOf(digest, own);
  asked.set(digest, waiting);
  return waiting;
}

/** Asks the core again for pictures that have become sharper. */
export function forgetAddresses(digests: readonly string[]): void {
  for (const digest of digests) {
    const address = addresses.get(digest);
    if (address !== undefined) URL.revokeObjectURL(address);
    addresses.delete(digest);
  }
}
