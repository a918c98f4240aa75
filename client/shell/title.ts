import { instance } from "../instance.ts";

/** Sets the window's title: what the page shows, then the instance's name. Pages call it when they know more. */
export function setTitle(title: string): void {
  document.title = `${title} · ${instance.name}`;
}
