import { registerIconLibrary } from "@awesome.me/webawesome/dist/components/icon/library.js";
// What its components say themselves ("Close"), in the languages of our screens; English comes with them.
import "@awesome.me/webawesome/dist/translations/de.js";
import "@awesome.me/webawesome/dist/translations/fr.js";
import "@awesome.me/webawesome/dist/translations/it.js";
import { iconUrl } from "./icon.ts";

/** Web Awesome's names for the icons inside its own components, and ours for them. */
const system: Readonly<Record<string, string>> = {
  check: "check-bold",
  "chevron-down": "caret-down",
  "chevron-left": "caret-left",
  "chevron-right": "caret-right",
  "chevron-up": "caret-up",
  "circle-xmark": "x",
  clock: "clock",
  copy: "copy",
  ellipsis: "dots-three",
  eye: "eye",
  "eye-slash": "eye-slash",
  "grip-vertical": "dots-three-vertical",
  minus: "minus-bold",
  plus: "plus-bold",
  star: "star",
  user: "user",
  xmark: "x",
};

/** A sprite's drawing has no colour of its own: as the text around it. In the evening it was black on nearly black. */
const mutator = (svg: SVGElement): void => svg.setAttribute("fill", "currentColor");

// The library's own default asks a third party; both of its libraries draw from our sprite instead.
registerIconLibrary("default", { resolver: iconUrl, mutator, spriteSheet: true });
registerIconLibrary("system", { resolver: (name) => iconUrl(system[name] ?? name), mutator, spriteSheet: true });
