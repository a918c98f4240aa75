import axe from "axe-core";
import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/account/recovery-sheet.ts";
import { codeUnconfirmed, heldCode, holdCode, plainGroup } from "../../../client/account/unconfirmed-code.ts";

const code = "0PQRST-123456-ABCDEF-GHJKMN-VWXYZ0-98765T";
let place: HTMLElement;
let confirmed = 0;

beforeEach(async () => {
  document.documentElement.lang = "fr";
  document.documentElement.className = "wa-light";
  document.title = "Code";
  localStorage.clear();
  confirmed = 0;
  place = document.body.appendChild(document.createElement("main"));
  holdCode(code);
  render(
    html`<h1>Code</h1>
      <h2>Noter</h2>
      <sp-code-to-note .code=${code} @sp-code-confirmed=${() => (confirmed += 1)}></sp-code-to-note>`,
    place,
  );
  await expect.element(page.getByRole("region", { name: "Code de secours" })).toBeVisible();
});
afterEach(() => place.remove());

/** The group that is asked for. */
function asked(): string {
  const number = Number(/\d/.exec(place.querySelector("label")?.textContent ?? "")?.[0]);
  return code.split("-")[number - 1] ?? "";
}
const field = (): ReturnType<typeof page.getByRole> => page.getByRole("textbox", { name: /recopiez le groupe/ });

test("the code stays unconfirmed until the group that is asked for has been copied", async () => {
  await userEvent.fill(field(), "WWWWWW");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText(/ce n’est pas le groupe/)).toBeVisible();
  expect([confirmed, codeUnconfirmed(), heldCode()]).toEqual([0, true, code]);

  await userEvent.fill(field(), asked());
  await userEvent.keyboard("{Enter}");
  expect([confirmed, codeUnconfirmed(), heldCode()]).toEqual([1, false, null]);
});

test("it is read as people write: small letters, the letter O for nought", async () => {
  await userEvent.fill(field(), asked().toLowerCase().replaceAll("0", "o"));
  await userEvent.click(page.getByRole("button", { name: "C’est noté" }));
  expect(confirmed).toBe(1);
  expect(plainGroup(" il0o-9 ")).toBe("11009");
});

test("axe finds nothing, by day and in the evening", async () => {
  for (const theme of ["wa-light", "wa-dark"]) {
    document.documentElement.className = theme;
    await new Promise(requestAnimationFrame);
    // Colours travel a moment: what is between the two is nobody’s to judge.
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
    const { violations } = await axe.run(place);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html: of }) => of)])).toEqual([]);
  }
});
