import { noChange } from "lit";
import { type AttributePart, directive, Directive, type ElementPart } from "lit/directive.js";

/** Properties of an inline style: `null`, `undefined` or an empty string takes one away. */
export type StyleInfo = Readonly<Record<string, string | number | null | undefined>>;

/**
 * Stands in for Lit's own `styleMap` (vite.config.ts points its name here, for the components of Web Awesome too): Lit
 * writes the first rendering as a `style` attribute, which the page's content policy refuses. This one only ever goes
 * through the CSSOM.
 */
class StyleMap extends Directive {
  #before: readonly string[] = [];

  override render(_styles: StyleInfo): unknown {
    return noChange;
  }

  override update(part: AttributePart | ElementPart, [styles]: [StyleInfo]): unknown {
    const { style } = part.element as HTMLElement;
    const names = Object.keys(styles).filter((name) => (styles[name] ?? "") !== "");
    for (const name of this.#before) if (!names.includes(name)) style.removeProperty(cssName(name));
    for (const name of names) {
      const text = String(styles[name]);
      const important = text.endsWith(" !important");
      style.setProperty(
        cssName(name),
        important ? text.slice(0, -" !important".length) : text,
        important ? "important" : "",
      );
    }
    this.#before = names;
    return noChange;
  }
}

/** "marginLeft" and "margin-left" to "margin-left"; custom properties as they are. */
function cssName(name: string): string {
  if (name.includes("-")) return name;
  return name.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g, "$&-").toLowerCase();
}

export const styleMap = directive(StyleMap);
