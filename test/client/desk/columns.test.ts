import { expect, test } from "vitest";
import { boardOf, columnOf, openOrders } from "../../../client/desk/columns.ts";
import { anOrder } from "./orders.ts";

const today = "2026-09-25";
const names = (orders: readonly { readonly name: readonly string[] }[]): string[] =>
  orders.map(({ name }) => name.join(" "));

test("an order stands in the column of what is to be done with it", () => {
  expect(columnOf(anOrder({ name: "a b c" }))).toBe("new");
  expect(columnOf(anOrder({ name: "a b c", state: "accepted" }))).toBe("prepare");
  expect(columnOf(anOrder({ name: "a b c", state: "preparing" }))).toBe("prepare");
  expect(columnOf(anOrder({ name: "a b c", state: "ready" }))).toBe("ready");
  expect(columnOf(anOrder({ name: "a b c", state: "delivered" }))).toBe("gone");
  expect(columnOf(anOrder({ name: "a b c", state: "lapsed" }))).toBeNull();
});

test("new orders go by their deadline, accepted ones by when they are promised", () => {
  const board = boardOf(
    [
      anOrder({ name: "late deadline x", placedOn: "2026-09-23T18:00:00Z" }),
      anOrder({ name: "early deadline x", placedOn: "2026-09-23T08:00:00Z" }),
      anOrder({ name: "tomorrow x y", state: "accepted", day: "2026-09-26" }),
      anOrder({ name: "today evening y", state: "accepted", from: "18:00" }),
      anOrder({ name: "today morning y", state: "accepted", from: "09:00" }),
    ],
    today,
  );
  expect(names(board.new)).toEqual(["early deadline x", "late deadline x"]);
  expect(names(board.prepare)).toEqual(["today morning y", "today evening y", "tomorrow x y"]);
});

test("what was handed over long ago leaves the board, what is open never does", () => {
  const old = anOrder({ name: "old one x", state: "delivered", day: "2026-09-01" });
  const forgotten = anOrder({ name: "old ready x", state: "ready", day: "2026-09-01" });
  const board = boardOf([old, forgotten], today);
  expect(board.gone).toEqual([]);
  expect(board.ready).toEqual([forgotten]);
  expect(openOrders([old, forgotten])).toEqual([forgotten]);
});
