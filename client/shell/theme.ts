export type Theme = "day" | "evening";

const kept = "sp-theme";
const evening = matchMedia("(prefers-color-scheme: dark)");

/** The theme on screen: the one chosen on this device, else the device's. */
export function theme(): Theme {
  const chosen = localStorage.getItem(kept);
  if (chosen === "day" || chosen === "evening") return chosen;
  return evening.matches ? "evening" : "day";
}

/** Fired on the window when the light on screen has changed: by somebody, by the device, by another tab. */
export const themeChanged = "sp-theme";

/** Puts the theme's class on the document, and the browser's own bars in its colour. */
export function applyTheme(): void {
  const now = theme();
  document.documentElement.classList.toggle("wa-dark", now === "evening");
  document.documentElement.classList.toggle("wa-light", now === "day");
  dispatchEvent(new Event(themeChanged));
}

/** Changes the theme and keeps it on this device. */
export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(kept, chosen);
  applyTheme();
}

evening.addEventListener("change", applyTheme);
// Chosen in another tab of the device: this one does not stay behind in the other light.
addEventListener("storage", ({ key }) => {
  if (key === kept || key === null) applyTheme();
});
