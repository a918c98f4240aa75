import { html, LitElement } from "lit";
import { customElement, state } from "lit/decorators.js";
import { afterEach, expect, test } from "vitest";
import { addRowButton, removeRowButton } from "../../../client/design/rows.ts";

@customElement("x-rows")
class Rows extends LitElement {
  @state() texts: readonly string[] = ["a", "b", "c"];
  most = 4;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    return html`<fieldset data-rows>
      ${this.texts.map(
        (text, place) =>
          html`<div data-row>
            <input .value=${text} />${removeRowButton(`Remove ${place + 1}`, () => {
              this.texts = this.texts.filter((_, other) => other !== place);
            })}
          </div>`,
      )}
      ${this.texts.length >= this.most ? null : addRowButton("Add", () => (this.texts = [...this.texts, ""]))}
    </fieldset>`;
  }
}

async function shown(): Promise<Rows> {
  const rows = document.body.appendChild(new Rows());
  await rows.updateComplete;
  return rows;
}

const focused = (): string => {
  const { activeElement } = document;
  return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent?.trim() ?? "";
};

function press(rows: Rows, name: string): void {
  const button = [...rows.querySelectorAll("button")].find(
    (one) => (one.getAttribute("aria-label") ?? one.textContent?.trim()) === name,
  );
  button!.focus();
  button!.click();
}

afterEach(() => document.body.replaceChildren());

test("whoever takes a row away goes on at the next, after the last at the one before, at the end where one is added", async () => {
  const rows = await shown();
  press(rows, "Remove 1");
  await expect.poll(() => rows.texts.join()).toBe("b,c");
  await expect.poll(focused).toBe("Remove 1");
  press(rows, "Remove 2");
  await expect.poll(focused).toBe("Remove 1");
  press(rows, "Remove 1");
  await expect.poll(focused).toBe("Add");
  expect(rows.texts).toEqual([]);
});

test("whoever adds a row goes on in it, also with the last that there is room for", async () => {
  const rows = await shown();
  press(rows, "Add");
  await expect
    .poll(() => [...rows.querySelectorAll("input")].findIndex((one) => one === document.activeElement))
    .toBe(3);
  expect(rows.querySelector("[data-add-row]")).toBeNull();
  press(rows, "Remove 4");
  await expect.poll(focused).toBe("Remove 3");
});

test("pressed twice before it has drawn, and taken off the page meanwhile, nothing is thrown", async () => {
  const rows = await shown();
  press(rows, "Remove 3");
  press(rows, "Remove 3");
  rows.remove();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(rows.texts).toEqual(["a", "b"]);
});
