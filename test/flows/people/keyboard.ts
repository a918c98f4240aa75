import type { Locator, Page } from "playwright";

// What somebody does who has no mouse: Tab to where it is, and a key. Nothing here clicks, focuses or fills.

/** Farther than any page is long; what is not reached by then is out of reach. */
const tabsMost = 250;

/** Whether one of the elements has the focus. */
function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluateAll((all) => all.includes(document.activeElement as never));
}

/** Goes on by Tab until one of `target` has the focus; from the page's end on to its beginning. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor({ state: "attached" });
  for (let tabs = 0; tabs < tabsMost; tabs += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Not reached by ${tabsMost} tabs: ${String(target)}`);
}

/** Goes to a button or a link, and presses it. */
export async function press(page: Page, target: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field and types; what stood in it is typed over, as Tab chooses it. */
export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

/** Goes to a group of radios and on by arrows to one of `radio`; takes it by Space if nothing is chosen yet. */
export async function pick(page: Page, radio: Locator): Promise<void> {
  const first = radio.first();
  await first.waitFor({ state: "attached" });
  if (await first.isChecked()) return;
  const name = await first.getAttribute("name");
  await tabTo(page, page.locator(`input[type=radio][name="${name}"]`));
  await page.keyboard.press("Space");
  for (let arrows = 0; !(await hasFocus(first)) && arrows < 40; arrows += 1) await page.keyboard.press("ArrowDown");
  if (!(await first.isChecked())) throw new Error(`Not taken by arrows: ${String(radio)}`);
}
