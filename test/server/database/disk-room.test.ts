import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { diskRoom } from "../../../server/database/disk-room.ts";

const folder = mkdtempSync(join(tmpdir(), "disk-room-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a disk with less free than the reserve has no room, and that is told once", () => {
  const told: boolean[] = [];
  const hasRoom = diskRoom(folder, Number.MAX_SAFE_INTEGER, (room) => told.push(room));
  expect([hasRoom(), hasRoom()]).toEqual([false, false]);
  expect(told).toEqual([false]);
});

test("a disk with room says nothing", () => {
  const told: boolean[] = [];
  expect(diskRoom(folder, 0, (room) => told.push(room))()).toBe(true);
  expect(told).toEqual([]);
});
