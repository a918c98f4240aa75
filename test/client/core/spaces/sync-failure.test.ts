import { expect, test } from "vitest";
import { createSyncFailure } from "../../../../client/core/spaces/sync-failure.ts";
import { twoTabs } from "../support/tabs.ts";

const told = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test("what one tab finds out is known in the other, and forgotten there when it is over", async () => {
  const [leads, follows] = twoTabs();
  const changes: (string | null)[] = [];
  const other = createSyncFailure(follows, "space/a", () => changes.push(other.code));
  const first = createSyncFailure(leads, "space/a", () => undefined);
  first.note("session/rotated");
  first.note("session/rotated");
  await told();
  expect(other.code).toBe("session/rotated");
  first.note(null);
  await told();
  expect(changes).toEqual(["session/rotated", null]);
});

test("a tab that is opened later asks, and is told at once", async () => {
  const [leads, follows] = twoTabs();
  const first = createSyncFailure(leads, "space/a", () => undefined);
  first.note("session/rotated");
  const later = createSyncFailure(follows, "space/a", () => undefined);
  await told();
  expect(later.code).toBe("session/rotated");
});

test("where all is well, and of another space, nothing is told", async () => {
  const [leads, follows] = twoTabs();
  const first = createSyncFailure(leads, "space/a", () => undefined);
  const well = createSyncFailure(follows, "space/a", () => undefined);
  first.note("network/offline");
  const another = createSyncFailure(follows, "space/b", () => undefined);
  await told();
  expect([well.code, another.code]).toEqual(["network/offline", null]);
});
