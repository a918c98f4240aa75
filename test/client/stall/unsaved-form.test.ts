import { expect, test, vi } from "vitest";
import { UnsavedForm } from "../../../client/stall/unsaved-form.ts";

const written: (readonly [string, unknown])[] = [];
const isWritten: (() => void)[] = [];
vi.mock("../../../client/market.ts", () => ({
  market: {
    unsaved: async () => null,
    keepUnsaved: async (_party: string, what: string, form: unknown) => {
      written.push([what, form]);
      await new Promise<void>((done) => isWritten.push(done));
    },
  },
}));

test("a letter is on its way to the device at once, those typed meanwhile go together, and a form that is left keeps its last", async () => {
  const form = new UnsavedForm<string>({ addController: () => undefined } as never);
  await form.open("party", "page");
  form.changed("a");
  expect(written).toEqual([["page", "a"]]);
  form.changed("ab");
  form.changed("abc");
  expect(written).toHaveLength(1);
  isWritten[0]?.();
  await vi.waitFor(() => expect(written.at(-1)).toEqual(["page", "abc"]));
  form.changed("abcd");
  void form.open("party", "item/new");
  expect(written.at(-1)).toEqual(["page", "abcd"]);
  form.changed("b");
  void form.done();
  expect(written.at(-1)).toEqual(["item/new", null]);
  for (const done of isWritten) done();
  await new Promise((done) => setTimeout(done));
  expect(written.at(-1)).toEqual(["item/new", null]);
});
