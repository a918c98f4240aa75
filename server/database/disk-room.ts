import { statfsSync } from "node:fs";

/** An answer holds for so long: asking costs a system call. */
const trustedMs = 250;

/**
 * Returns a function that says whether the disk of `dataDir` has more than `reserveBytes` free. An embedded PostgreSQL
 * that cannot extend its write-ahead log stops for good, so writing ends before that; reading and deleting go on, and
 * writing begins again once there is room.
 * @param onChange told when the room is gone, and when it is back
 */
export function diskRoom(dataDir: string, reserveBytes: number, onChange: (room: boolean) => void): () => boolean {
  let askedAt = Number.NEGATIVE_INFINITY;
  let room = true;
  return () => {
    const now = performance.now();
    if (now - askedAt > trustedMs) {
      const { bavail, bsize } = statfsSync(dataDir);
      askedAt = now;
      const before = room;
      room = bavail * bsize >= reserveBytes;
      if (room !== before) onChange(room);
    }
    return room;
  };
}
