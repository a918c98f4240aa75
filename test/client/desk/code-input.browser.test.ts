import { afterEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { wordListOf } from "../../../client/core/words/words.ts";
import "../../../client/desk/code-input.ts";
import { instance } from "../../../client/instance.ts";

afterEach(() => document.body.replaceChildren());

test("Enter hands over once there are three words of the list, and nothing before", async () => {
  const input = document.createElement("sp-code-input");
  let entered = 0;
  input.addEventListener("sp-enter", () => (entered += 1));
  document.body.append(input);
  await input.updateComplete;
  const field = input.querySelector("input")!;
  const three = wordListOf(instance.words).slice(0, 3);
  const typed = async (text: string): Promise<number> => {
    await userEvent.fill(field, text);
    field.focus();
    await userEvent.keyboard("{Enter}");
    return entered;
  };
  expect(await typed("")).toBe(0);
  expect(await typed(three.slice(0, 2).join(" "))).toBe(0);
  expect(await typed("<b> & \u0000")).toBe(0);
  expect(await typed("x".repeat(10_000))).toBe(0);
  expect(await typed(three.join(" "))).toBe(1);
});
