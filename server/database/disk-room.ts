import { statfsSync } from "node:fs";

/** An answer holds for so long: asking costs a system call. */
const trustedMs = 250;

/**
 * Returns a function that says whether the disk of `dataDir` has more than `reserveBytes` free. An embedded PostgreSQL
 * that cannot extend its write-ahead log stops for good, so writing ends before that; reading and deleting go on, and
 * writing begins again once there is room.
 */
export function diskRoom(dataDir: string, reserveBytes: number): () => boolean {
  let askedAt = Number.NEGATIVE_INFINITY;
  let room = true;
  return () => {
    const now = performance.now();
    if (now - askedAt > trustedMs) {
      const { bavail, bsize } = statfsSync(dataDir);
      room = bavail * bsize >= reserveBytes;
      askedAt = now;
    }
    return room;
  };
}
