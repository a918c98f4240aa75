import { instance } from "../instance.ts";

/** Sets the window's title: what the page shows, then the instance's name. Pages call it when they know more. */
export function setTitle(title: string): void {
  const whole = `${title} · ${instance.name}`;
  // The same title once more is work too, for the browser and what listens to it; a desk says it at each drawing.
  if (document.title !== whole) document.title = whole;
}
