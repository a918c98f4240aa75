import { afterEach, beforeEach, expect, test } from "vitest";
import "@awesome.me/webawesome/dist/components/dialog/dialog.js";
import { keepFocus } from "../../../client/shell/kept-focus.ts";

let end: () => void;
beforeEach(() => {
  document.body.innerHTML = `<main tabindex="-1">
    <h1>Requests</h1>
    <ul>
      <li><h3>First</h3><p><button id="first">Take</button></p></li>
      <li><h3>Second</h3><p><button id="second">Take</button></p></li>
      <li><h3>Third</h3><p><button id="third">Take</button></p></li>
    </ul>
    <div id="bare"><button id="alone">Send</button></div>
  </main>`;
  end = keepFocus();
});
afterEach(() => {
  end();
  document.body.replaceChildren();
});

const button = (id: string): HTMLButtonElement => document.querySelector<HTMLButtonElement>(`#${id}`)!;
const focused = (): string => document.activeElement?.textContent?.trim().split(/\s/)[0] ?? "";
const passing = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
function press(id: string): HTMLButtonElement {
  const pressed = button(id);
  pressed.focus();
  pressed.click();
  return pressed;
}

test("what goes away with its entry: the focus goes to the heading of the next, after the last to that before it", async () => {
  press("first").closest("li")!.remove();
  await expect.poll(focused).toBe("Second");
  expect(document.activeElement?.localName).toBe("h3");
  press("third").closest("li")!.remove();
  await expect.poll(focused).toBe("Second");
  press("second").closest("li")!.remove();
  await expect.poll(focused).toBe("Requests");
});

test("what goes away and leaves its entry: the heading of the entry, never the button that comes instead", async () => {
  const pressed = press("second");
  pressed.parentElement!.innerHTML = `<button id="next">Fetched</button>`;
  await expect.poll(focused).toBe("Second");
  expect(document.activeElement?.localName).toBe("h3");
  // For as long as it has it: a heading is no place to stop at.
  button("next").focus();
  expect([...document.querySelectorAll("h3[tabindex]")]).toEqual([]);
});

test("what is disabled while it works has the focus again afterwards, however long that takes within ten seconds", async () => {
  const pressed = press("alone");
  pressed.disabled = true;
  await passing(1_500);
  expect(document.activeElement).not.toBe(pressed);
  pressed.disabled = false;
  await expect.poll(() => document.activeElement).toBe(pressed);
});

test("hidden is gone too, and where no heading is left the page itself has it", async () => {
  document.querySelector("h1")!.remove();
  document.querySelector("ul")!.remove();
  press("alone").hidden = true;
  document.querySelector<HTMLElement>("#bare")!.hidden = true;
  await expect.poll(() => document.activeElement?.localName).toBe("main");
});

test("what the page says has the focus next, has it", async () => {
  press("first").closest("li")!.remove();
  button("alone").focus();
  await passing(200);
  expect(document.activeElement).toBe(button("alone"));
});

test("who takes the focus away on purpose keeps it away; nothing is looked after that was not pressed", async () => {
  press("first");
  document.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  button("first").closest("li")!.remove();
  await passing(200);
  expect(document.activeElement).toBe(document.body);
  button("second").focus();
  button("second").blur();
  await passing(200);
  expect(document.activeElement).toBe(document.body);
  const field = document.querySelector("main")!.appendChild(document.createElement("input"));
  field.focus();
  field.click();
  field.blur();
  await passing(200);
  expect(document.activeElement).toBe(document.body);
});

test("ended, it looks after nothing", async () => {
  press("first");
  end();
  button("first").closest("li")!.remove();
  await passing(200);
  expect(document.activeElement).toBe(document.body);
});

test("a dialog that shuts once it has worked, and whose opener is gone by then: the heading of what it stood in", async () => {
  document
    .querySelector("li")!
    .insertAdjacentHTML("beforeend", `<wa-dialog><button id="weighed">Ready</button></wa-dialog>`);
  const dialog = document.querySelector("wa-dialog")!;
  button("first").focus();
  dialog.open = true;
  await expect.poll(() => dialog.checkVisibility() && button("weighed").checkVisibility()).toBe(true);
  await passing(400);
  const pressed = press("weighed");
  pressed.disabled = true;
  await passing(300);
  // All at once, while the dialog still goes away and lets nothing beneath it have the focus.
  button("first").remove();
  pressed.remove();
  dialog.open = false;
  await expect.poll(focused).toBe("First");
});
