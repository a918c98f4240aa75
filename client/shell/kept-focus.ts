/** How long after a press what had the focus is looked after, in milliseconds: as long as a slow line takes to answer. */
const lookedAfterMs = 10_000;
/** In the first of these every frame is looked at, since a browser takes the focus away in the frame that it draws. */
const closelyMs = 1_000;
const lookEveryMs = 100;
const headings = "h1, h2, h3, h4, h5, h6";

interface Place {
  readonly element: Element;
  /** Among the children of its parent. */
  readonly index: number;
}

/** An element and what it stands in, from within, with where in it. */
function placesOf(element: Element): Place[] {
  const places: Place[] = [];
  for (let one: Element | null = element; one !== null && one !== document.body; one = one.parentElement) {
    places.push({ element: one, index: one.parentElement === null ? 0 : [...one.parentElement.children].indexOf(one) });
  }
  return places;
}

const isSeen = (element: Element): boolean => element.isConnected && element.checkVisibility();

/** What says what stands here: the element's own heading. */
function headingOf(element: Element): HTMLElement | null {
  return [...element.querySelectorAll<HTMLElement>(headings)].find(isSeen) ?? null;
}

/** Of what is gone: the one that came into its place, else the heading of what it stood in. */
function nextTo([gone, ...around]: readonly Place[]): HTMLElement | null {
  let before = gone;
  for (const place of around) {
    const { element } = place;
    if (isSeen(element)) {
      if (element.localName === "main") return element as HTMLElement;
      const next = [...element.children].at(Math.min(before?.index ?? 0, element.children.length - 1));
      const like = next !== undefined && next.localName === before?.element.localName ? headingOf(next) : null;
      const found = like ?? headingOf(element);
      if (found !== null) return found;
    }
    before = place;
  }
  return null;
}

/** Gives the focus to what has none by itself, for as long as it stays there. */
function focusOn(element: HTMLElement): void {
  if (!element.hasAttribute("tabindex")) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus({ preventScroll: true });
  // Who goes by keys is led to where the focus is; under a finger nothing moves.
  if (element.matches(":focus-visible")) element.scrollIntoView({ block: "nearest" });
}

/**
 * Whoever presses a button by keyboard goes on from there, also where the button is disabled while it works, or goes away
 * with what it stood on: then at the heading of what came into its place, never at a button that a second press of the same
 * key would press too. Where the page itself says who has the focus next, that holds.
 * @returns what ends it
 */
export function keepFocus(): () => void {
  let places: readonly Place[] = [];
  let wasDisabled = false;
  let pressedAt = 0;
  let turn = 0;

  function look(): void {
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) {
      if (places[0]?.element === activeElement) return;
      places = placesOf(activeElement);
      wasDisabled = false;
      return;
    }
    const [held] = places;
    if (held === undefined) return;
    if (!isSeen(held.element)) {
      const next = nextTo(places);
      if (next !== null) focusOn(next);
      // A dialog that still goes away lets nothing beneath it have the focus: once more, then.
      if (next === null || document.activeElement === next) places = [];
    } else if (held.element.matches(":disabled")) wasDisabled = true;
    else if (wasDisabled) focusOn(held.element as HTMLElement);
  }

  function goOn(of: number): void {
    if (of !== turn) return;
    look();
    const passed = performance.now() - pressedAt;
    if (passed > lookedAfterMs) return;
    if (passed < closelyMs) requestAnimationFrame(() => goOn(of));
    else setTimeout(() => goOn(of), lookEveryMs);
  }

  const pressed = (): void => {
    places = [];
    wasDisabled = false;
    look();
    pressedAt = performance.now();
    turn += 1;
    if (places.length > 0) goOn(turn);
  };
  // Who touches the page elsewhere takes the focus away on purpose.
  const touched = (): void => {
    turn += 1;
  };
  document.addEventListener("click", pressed, { capture: true });
  document.addEventListener("pointerdown", touched, { capture: true });
  return () => {
    turn += 1;
    document.removeEventListener("click", pressed, { capture: true });
    document.removeEventListener("pointerdown", touched, { capture: true });
  };
}
