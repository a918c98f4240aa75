import { expect, test } from "vitest";
import { openDays } from "../../../client/booking/open-days.ts";
import type { WindowChoice } from "../../../client/core/api.ts";

const time = (day: string, from: string, open = true): WindowChoice => ({
  id: `a-${from}.${day}`,
  day,
  from,
  to: "18:00",
  orderBefore: `${day}T00:00:00Z`,
  open,
});

test("days are those on which something can still be booked, each with its times", () => {
  const days = openDays([
    time("2026-03-02", "09:00", false),
    time("2026-03-03", "09:00"),
    time("2026-03-03", "10:00", false),
    time("2026-03-03", "11:00"),
    time("2026-03-05", "09:00"),
  ]);
  expect([...days.keys()]).toEqual(["2026-03-03", "2026-03-05"]);
  expect(days.get("2026-03-03")?.map(({ from }) => from)).toEqual(["09:00", "11:00"]);
  expect(openDays([]).size).toBe(0);
});
