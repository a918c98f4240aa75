import type pg from "pg";
import type { RawRow } from "./audit-database.ts";

// COPY … TO STDOUT (FORMAT binary)
//
// The one way to have PostgreSQL hand over millions of values as the bytes they are: a cursor through this driver comes as
// text, twice as long. Format: "PGCOPY\n\377\r\n\0" 11, flags u32, extension u32 and its bytes; then rows, each u16 count
// of columns and for each i32 length (−1 for null) and bytes; at last the u16 65535. (PostgreSQL documentation, COPY,
// "Binary Format".) The driver passes pieces on as they come; each is looked at before the next is read from the socket,
// so that a slow look slows the server down and nothing piles up.

const headBytes = 19;
const trailer = 0xffff;

/** Reads rows out of pieces of a binary copy, wherever those are cut. */
export function copyReader(onRow: (row: RawRow) => void): (piece: Uint8Array) => void {
  let rest = Buffer.alloc(0);
  let inRows = false;

  /** Where the row at `start` ends; −1 when the piece ends before it does. */
  const take = (bytes: Buffer, start: number): number => {
    if (bytes.length < start + 2) return -1;
    const count = bytes.readUInt16BE(start);
    if (count === trailer) return start + 2;
    const row: (Uint8Array | null)[] = [];
    let at = start + 2;
    for (let column = 0; column < count; column++) {
      if (bytes.length < at + 4) return -1;
      const length = bytes.readInt32BE(at);
      at += 4;
      if (length < 0) row.push(null);
      else if (bytes.length < at + length) return -1;
      else row.push(bytes.subarray(at, (at += length)));
    }
    onRow(row);
    return at;
  };

  return (piece) => {
    const fresh = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const bytes = rest.length === 0 ? fresh : Buffer.concat([rest, fresh]);
    let at = 0;
    if (!inRows) {
      const head = bytes.length < headBytes ? Number.POSITIVE_INFINITY : headBytes + bytes.readUInt32BE(15);
      if (bytes.length < head) {
        rest = Buffer.from(bytes);
        return;
      }
      at = head;
      inRows = true;
    }
    while (at < bytes.length) {
      const end = take(bytes, at);
      if (end < 0) break;
      at = end;
    }
    rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : Buffer.alloc(0);
  };
}

/** Runs a query and hands over each of its rows. Throws the database's error, or what `onRow` threw. */
export function copyRows(client: pg.Client, text: string, onRow: (row: RawRow) => void): Promise<void> {
  const read = copyReader(onRow);
  return new Promise((resolve, reject) => {
    let failed: unknown = null;
    // The shape that the driver asks of whatever is submitted to it (pg/lib/query.js).
    const copying = {
      submit(connection: { query(text: string): void }) {
        connection.query(`copy (${text}) to stdout (format binary)`);
      },
      handleCopyData({ chunk }: { chunk: Uint8Array }) {
        if (failed !== null) return;
        try {
          read(chunk);
        } catch (thrown) {
          failed = thrown;
        }
      },
      handleRowDescription: () => undefined,
      handleCommandComplete: () => undefined,
      handleError(error: Error) {
        failed = error;
        reject(error);
      },
      handleReadyForQuery() {
        if (failed === null) resolve();
        else reject(failed instanceof Error ? failed : new Error("A row could not be looked at.", { cause: failed }));
      },
    };
    client.query(copying as unknown as pg.Submittable);
  });
}
