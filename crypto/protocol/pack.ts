import { concat, readU32, u32 } from "../bytes.ts";
import { CodedError } from "../coded-error.ts";
import { statementBytesMax, statementSignatureBytes } from "../statement.ts";

/** A pack: statements one after the other, each `u32 length | wire bytes`. Content-addressed, cached for ever. */
export function makePack(wires: readonly Uint8Array[]): Uint8Array {
  return concat(...wires.flatMap((wire) => [u32(wire.length), wire]));
}

/** The wire statements of a pack. Throws `pack/malformed` on a truncated, oversized or impossibly short entry. */
export function readPack(pack: Uint8Array): Uint8Array[] {
  const wires: Uint8Array[] = [];
  let offset = 0;
  while (offset < pack.length) {
    const length = offset + 4 <= pack.length ? readU32(pack, offset) : Number.POSITIVE_INFINITY;
    if (length <= statementSignatureBytes || length > statementBytesMax || offset + 4 + length > pack.length) {
      throw new CodedError("pack/malformed", "A part of the catalogue is malformed.");
    }
    wires.push(pack.subarray(offset + 4, offset + 4 + length));
    offset += 4 + length;
  }
  return wires;
}
