import { expect, test } from "vitest";
import type { DeskOrder } from "../../../client/core/api.ts";
import { agendaDays, hasAgenda } from "../../../client/desk/agenda-days.ts";
import type { OrderState } from "../../../crypto/protocol/exports.ts";
import { aDesk, anOrder } from "./orders.ts";

function booked(name: string, day: string, from: string, state: OrderState = "accepted"): DeskOrder {
  const order = anOrder({ name, state });
  const fulfilment = { kind: "appointment" as const, day, from, to: "23:00", place: "ours" as const };
  return { ...order, view: { ...order.view, order: { ...order.view.order, fulfilment } } };
}

test("a day holds its appointments and what was closed by hand, by the hour; what is over or off is left out", () => {
  const desk = aDesk(
    [
      booked("b", "2026-09-25", "14:00"),
      booked("a", "2026-09-25", "09:00", "placed"),
      booked("c", "2026-09-24", "09:00"),
      booked("d", "2026-09-26", "09:00", "declined"),
      booked("e", "2026-09-26", "09:00", "cancelled"),
      anOrder({ name: "collected", day: "2026-09-25" }),
    ],
    { closedTimes: [{ id: "x", day: "2026-09-25", from: "12:00", to: "13:00", places: 1 }] },
  );
  const days = agendaDays(desk, "2026-09-25");
  expect([...days.keys()]).toEqual(["2026-09-25"]);
  expect(days.get("2026-09-25")?.map((entry) => (entry.kind === "order" ? entry.order.thread : entry.time.id))).toEqual(
    ["a", "x", "b"],
  );
});

test("a desk has an agenda once it is booked, and has none before", () => {
  expect(hasAgenda(undefined, aDesk([anOrder({ name: "a" })]))).toBe(false);
  expect(hasAgenda(undefined, aDesk([booked("a", "2026-09-25", "09:00")]))).toBe(true);
  expect(hasAgenda(undefined, undefined)).toBe(false);
});
