import type { Page } from "playwright";
import { axeScript } from "./axe.ts";

/** Widths in CSS pixels of a phone and of a wide screen. */
const widths = [390, 1440] as const;
type Width = (typeof widths)[number];
/** Tabs per round after the first; each round is one trip to the browser. */
const tabsAtOnce = 20;
/** A page that needs more has a trap for the keyboard, or is far too long to be walked through. */
const tabsMost = 480;

/** A page as somebody meets it. */
export interface Place {
  readonly path: string;
  /** What its heading says, or part of it: the page is there, and not the one that says why it is not. */
  readonly heading: string;
  /** Opens what is looked at on it: a dialog, a drawer, a menu. */
  readonly open?: (page: Page) => Promise<void>;
  /** What is opened is there at this width alone. */
  readonly only?: Width;
}

/** Looks at places one after the other; one that cannot be opened is a finding like others. */
export async function lookAt(page: Page, places: readonly Place[]): Promise<string[]> {
  const found: string[] = [];
  for (const place of places) {
    const wrong = await look(page, place).catch((thrown: Error) => [`${place.path}: ${thrown.message}`]);
    found.push(...wrong);
  }
  return found;
}

/** Goes to a path as by a link on the page that is open; the shop gives the focus to its main part once it is there. */
async function follow(page: Page, path: string): Promise<void> {
  await page.locator("sp-app:not([data-waiting])").waitFor({ state: "attached" });
  await page.evaluate((href) => {
    const main = document.querySelector("main");
    main?.blur();
    main?.removeAttribute("data-come");
    main?.addEventListener("focus", () => main.setAttribute("data-come", ""), { once: true });
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await page.locator("main[data-come]").waitFor({ state: "attached", timeout: 10_000 });
}

/**
 * Opens a place, and waits until nothing on it is still coming.
 * @param within whether another page is gone to from the one that is open: much quicker than by its address
 */
export async function visit(page: Page, { path, heading, open }: Place, within = false): Promise<void> {
  const here = new URL(page.url()).pathname;
  // Beneath a dialog nobody presses a link.
  const dialogs = await page.locator("wa-dialog[open], wa-drawer[open]").count();
  if (within && dialogs === 0 && here !== path.replace(/\?.*/, "")) await follow(page, path);
  else await page.goto(path);
  await page
    .locator("sp-app:not([data-waiting]) main h1")
    .filter({ hasText: heading })
    .first()
    .waitFor({ state: "attached" });
  await page.locator("[aria-busy=true], .skel, .skel-block").first().waitFor({ state: "detached" });
  await open?.(page);
}

/**
 * Makes it day or evening, as if it had been chosen in another tab of the device: the device's own evening comes to a page
 * only when the browser draws it, and after a change of size that can take a while.
 */
async function turn(page: Page, theme: "day" | "evening"): Promise<void> {
  await page.evaluate((chosen) => {
    localStorage.setItem("sp-theme", chosen);
    dispatchEvent(new StorageEvent("storage", { key: "sp-theme", newValue: chosen }));
  }, theme);
  await page.locator(theme === "day" ? "html.wa-light" : "html.wa-dark").waitFor({ state: "attached" });
}

/**
 * Opens a place and looks at it as everybody may meet it: on a phone and a wide screen, in both themes.
 * The browser context must be one with `bypassCSP`, so that axe may come in.
 * @returns one line for each thing wrong: what axe finds, what sticks out sideways, and what {@link walk} finds
 */
async function look(page: Page, place: Place): Promise<string[]> {
  const found: string[] = [];
  let open = false;
  for (const width of widths) {
    if (place.only !== undefined && place.only !== width) continue;
    await page.setViewportSize({ width, height: 900 });
    if (!open) {
      await visit(page, place, true);
      if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeScript);
      open = true;
    }
    await turn(page, "day");
    const wrong = [...(await page.evaluate(inspect, true)), ...(await walk(page))];
    // The keyboard goes the same ways in the evening, and colours are the same at each width.
    if (width === (place.only ?? widths[0])) {
      await turn(page, "evening");
      wrong.push(...(await page.evaluate(inspect, false)).map((one) => `in the evening, ${one}`));
    }
    found.push(...wrong.map((one) => `${place.path} at ${width}: ${one}`));
  }
  return found;
}

/** Runs in the page. Names, roles and order are the same in both themes: in the second, axe looks at colours only. */
async function inspect(whole: boolean): Promise<string[]> {
  // Colours on their way from one theme to the other are nobody's: their animations end first.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (const animation of document.getAnimations()) {
    if (animation instanceof CSSTransition) animation.finish();
  }
  const { axe: run } = globalThis as unknown as {
    axe: {
      run(
        context: Document,
        options: object,
      ): Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }>;
    };
  };
  const options = whole ? {} : { runOnly: { type: "rule", values: ["color-contrast"] } };
  const { violations } = await run.run(document, { ...options, resultTypes: ["violations"] });
  const found = violations.map(({ id, nodes }) => `axe, ${id}: ${nodes[0]?.html ?? ""}`);
  const wide = document.documentElement.scrollWidth - innerWidth;
  return wide > 0 ? [...found, `${wide} px too wide`] : found;
}

/** What a walk keeps in the page. */
interface Walk {
  /**
   * One line for what Tab did not reach, and for what was reached without a sign or under something else; null while it
   * goes on: something is not reached yet, and it has not been `enough`.
   */
  found(enough: boolean): readonly string[] | null;
}

/**
 * Goes through the open page by Tab until everything that can be pressed or filled has had the focus.
 * @returns one line for each that is never reached, whose focus changes nothing that is seen, or lies under a bar
 */
async function walk(page: Page): Promise<readonly string[]> {
  let length = Math.min(await page.evaluate(beginWalk), tabsMost);
  for (let tabs = length; ; tabs += length) {
    await Promise.all(Array.from({ length }, () => page.keyboard.press("Tab")));
    // A map comes when it has been scrolled to: it is gone through, too.
    const found = await page.evaluate(
      (enough) => (globalThis as unknown as { walk: Walk }).walk.found(enough),
      tabs >= tabsMost,
    );
    if (found !== null) return found;
    length = tabsAtOnce;
  }
}

/**
 * Runs in the page: watches what gets the focus, and compares how it looks with it and without.
 * @returns how many can have it now, and the one Tab more by which the last of them loses it
 */
function beginWalk(): number {
  const reached = new Set<Element>();
  const looked = new Set<Element>();
  const wrong: string[] = [];
  const name = (element: Element): string => (element.cloneNode() as Element).outerHTML.slice(0, 160);
  const radioGroup = (element: Element): string | null =>
    element instanceof HTMLInputElement && element.type === "radio" && element.name !== "" ? element.name : null;
  const groups = new Set<string>();

  /** Everything that shows that an element has the focus: on it, on what holds it, on what it is drawn with. */
  const looks = (element: Element): string => {
    const around: Element[] = [...element.querySelectorAll("*")].slice(0, 8);
    for (let up: Element | null = element, steps = 0; up !== null && steps < 6; up = up.parentElement, steps++) {
      around.push(up);
    }
    if (element.nextElementSibling !== null) around.push(element.nextElementSibling);
    return around
      .map((one) => {
        const style = getComputedStyle(one);
        const outline = style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineColor}`;
        return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.stroke, style.strokeWidth];
      })
      .join();
  };

  /** Whether one lies within the other as they are drawn: through slots, and out of shadows. */
  const holds = (outer: Element, inner: Element): boolean => {
    let up: Node | null = inner;
    while (up !== null && up !== outer) {
      up =
        (up instanceof Element ? up.assignedSlot : null) ??
        up.parentNode ??
        (up instanceof ShadowRoot ? up.host : null);
    }
    return up === outer;
  };

  /** What has the focus, within components, too. */
  const deepest = (): Element | null => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };

  /** Gives the focus to the page as a whole: `blur` leaves it in the parts of a field for a time. */
  const toTop = (): void => {
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    document.body.removeAttribute("tabindex");
  };

  /** What lies over all of it that is on screen; null when some of it is on top. */
  const cover = (element: Element): string | null => {
    const shown = element.matches("input") ? (element.closest("label") ?? element) : element;
    const root = shown.getRootNode() as Document | ShadowRoot;
    let over = "the edge of the screen";
    for (const rect of shown.getClientRects()) {
      const left = Math.max(rect.left, 0);
      const right = Math.min(rect.right, innerWidth);
      const top = Math.max(rect.top, 0);
      const bottom = Math.min(rect.bottom, innerHeight);
      if (left >= right || top >= bottom) continue;
      for (const [x, y] of [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [x, y] as const))) {
        const there = root.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
        if (there !== null && (holds(shown, there) || holds(there, shown))) return null;
        if (there !== null) over = name(there);
      }
    }
    return over;
  };

  // What has the focus is looked at just before the next Tab: by then it has been scrolled to and painted.
  let focused: { readonly element: Element; readonly looks: string } | null = null;
  const unsure: { readonly element: Element; readonly looks: string }[] = [];
  const come = ({ target }: Event): void => {
    if (!(target instanceof Element)) return;
    reached.add(target);
    const group = radioGroup(target);
    if (group !== null) groups.add(group);
  };
  const press = (): void => {
    const element = deepest();
    focused = null;
    // The page's beginning, where a dialog that went away or a link leaves the focus, shows nothing.
    if (element === null || element.matches("body, main") || looked.has(element)) return;
    looked.add(element);
    focused = { element, looks: looks(element) };
    const over = cover(element);
    if (over !== null) wrong.push(`the focus on ${name(element)} lies under ${over}`);
  };
  const go = (): void => {
    if (focused !== null && looks(focused.element) === focused.looks) unsure.push(focused);
    focused = null;
  };
  document.addEventListener("focusin", come);
  document.addEventListener("keydown", press, true);
  document.addEventListener("focusout", go);

  const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  // Arrows go from one to the next within these; Tab enters and leaves them as one.
  const roving = "[role=listbox], [role=tablist], [role=radiogroup], [role=menu], [role=grid]";
  const expected = (): Element[] =>
    [...(modal ?? document).querySelectorAll(selector)].filter((element) => {
      if (element.matches(":disabled") || element.closest("[inert]") !== null) return false;
      if (!element.checkVisibility({ visibilityProperty: true }) || element.getClientRects().length === 0) return false;
      const tab = (element as HTMLElement).tabIndex;
      if (tab >= 0) return true;
      return element.matches("a, button, input, select, textarea, summary") && element.closest(roving) === null;
    });
  // While a dialog is open, nothing but what is in it is in reach.
  const modal = [...document.querySelectorAll("wa-dialog[open], wa-drawer[open], dialog:modal")].at(-1) ?? null;
  if (modal === null) toTop();
  const missing = (): string[] =>
    expected()
      .filter((element) => !reached.has(element) && !groups.has(radioGroup(element) ?? ""))
      .map(name);
  const walk: Walk = {
    found(enough) {
      if (missing().length > 0 && !enough) return null;
      document.removeEventListener("focusin", come);
      document.removeEventListener("keydown", press, true);
      document.removeEventListener("focusout", go);
      if (modal === null) toTop();
      else (deepest() as HTMLElement | null)?.blur();
      // A frame around a field and its button stays while the focus goes from the one to the other.
      for (const { element, looks: before } of unsure) {
        if (element.isConnected && looks(element) === before) wrong.push(`the focus is not seen on ${name(element)}`);
      }
      return [...missing().map((one) => `Tab never reaches ${one}`), ...wrong];
    },
  };
  Object.assign(globalThis, { walk });
  return expected().length + 1;
}
