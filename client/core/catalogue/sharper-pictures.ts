import { CodedError } from "../../../crypto/coded-error.ts";
import { readPicturePack, sharpPlaceOf } from "../../../crypto/protocol/picture-file.ts";
import type { SharperWire } from "../../../crypto/protocol/routes.ts";
import type { Platform } from "../platform.ts";
import { createPictureStore } from "./picture-store.ts";

/** Sharp pictures kept on the device, in bytes; the oldest packs make room. */
const keptBytesMax = 64 * 1024 * 1024;
const packTimeoutMs = 120_000;

/** Sharp pictures, which a person chooses to have for an item: with those of at least 31 others. */
export interface SharperPictures {
  /**
   * Brings the pack in which an item's (`party id/item id`) or a stall's pictures are, unless it is here. The request
   * tells the server that one of the pack's items is looked at. Throws what the transport throws, `picture/malformed`.
   */
  bring(unit: string): Promise<void>;
  /** The bytes of a sharp picture, null when it is not here. Asks nobody. */
  picture(name: string): Promise<Uint8Array | null>;
  /** The market's pictures have changed: the list of packs is asked for again, when it is needed. */
  changed(): void;
}

/** The pack of a place: the last that begins there or before. */
function packAt(packs: SharperWire["packs"], place: string): SharperWire["packs"][number] | null {
  let found: SharperWire["packs"][number] | null = null;
  for (const pack of packs) if (pack.from <= place) found = pack;
  return found;
}

/** Sharp pictures over a platform. */
export function createSharperPictures(platform: Platform): SharperPictures {
  const { transport, leadership } = platform;
  const kept = createPictureStore(platform.store, "sharp");
  let list: SharperWire | null = null;

  async function makeRoom(): Promise<void> {
    const packs = [...(await kept.packs())].sort(([, a], [, b]) => b.at - a.at);
    let bytes = 0;
    const gone = packs.flatMap(([name, pack], index) => {
      bytes += pack.bytes;
      return index > 0 && bytes > keptBytesMax ? [name] : [];
    });
    await kept.forget(gone);
  }

  async function bringNow(unit: string): Promise<void> {
    list ??= await transport.request("sharperPictures");
    const pack = packAt(list.packs, sharpPlaceOf(unit));
    if (pack === null || (await kept.has(pack.digest))) return;
    const bytes = await transport
      .request("sharpPack", { params: { digest: pack.digest }, timeoutMs: packTimeoutMs })
      .catch((cause: unknown) => {
        list = null;
        throw cause;
      });
    if (bytes.length !== pack.bytes) throw new CodedError("picture/malformed", "A pack of pictures is malformed.");
    await kept.keep(pack.digest, readPicturePack(bytes, pack.digest, "sharp"), platform.now());
    await makeRoom();
  }

  return {
    bring: (unit) => leadership.exclusive("sharp-pictures", () => bringNow(unit)),
    picture: (name) => kept.picture(name),
    changed: () => {
      list = null;
    },
  };
}
