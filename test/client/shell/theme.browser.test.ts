import { afterEach, expect, test } from "vitest";
import { cdp } from "vitest/browser";
import { applyTheme, chooseTheme, theme, themeChanged } from "../../../client/shell/theme.ts";

const shown = (): string[] =>
  ["wa-dark", "wa-light"].filter((name) => document.documentElement.classList.contains(name));
/** What the browser says in a tab when another of the same device has kept something. */
const keptElsewhere = (key: string | null, newValue: string | null): void => {
  if (key === null) localStorage.clear();
  else if (newValue !== null) localStorage.setItem(key, newValue);
  dispatchEvent(new StorageEvent("storage", { key, newValue }));
};

afterEach(() => {
  localStorage.removeItem("sp-theme");
  applyTheme();
});

/** The part of the DevTools protocol that is used here. */
interface MediaCommands {
  send(method: "Emulation.setEmulatedMedia", value: { features: { name: string; value: string }[] }): Promise<void>;
}
const devtools = cdp() as unknown as MediaCommands;
const deviceTurns = (value: "dark" | "light"): Promise<void> =>
  devtools.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value }] });

test("where nothing is chosen, the page goes with the device", async () => {
  for (const [value, name] of [
    ["dark", "wa-dark"],
    ["light", "wa-light"],
  ] as const) {
    await deviceTurns(value);
    await expect.poll(shown).toEqual([name]);
  }
  chooseTheme("day");
  await deviceTurns("dark");
  await expect.poll(() => matchMedia("(prefers-color-scheme: dark)").matches).toBe(true);
  expect(shown()).toEqual(["wa-light"]);
  await devtools.send("Emulation.setEmulatedMedia", { features: [] });
});

test("what is chosen is on the screen and is kept", () => {
  for (const [chosen, name] of [
    ["evening", "wa-dark"],
    ["day", "wa-light"],
  ] as const) {
    chooseTheme(chosen);
    expect(shown()).toEqual([name]);
    expect(localStorage.getItem("sp-theme")).toBe(chosen);
  }
});

test("what is chosen in another tab is on this one's screen, too", () => {
  chooseTheme("day");
  keptElsewhere("sp-theme", "evening");
  expect(shown()).toEqual(["wa-dark"]);
  keptElsewhere("something-else", "day");
  expect(shown()).toEqual(["wa-dark"]);
});

test("a device that was emptied in another tab, or keeps nonsense, has its own light again", () => {
  const own = matchMedia("(prefers-color-scheme: dark)").matches ? "evening" : "day";
  chooseTheme(own === "day" ? "evening" : "day");
  keptElsewhere(null, null);
  expect(theme()).toBe(own);
  expect(shown()).toEqual([own === "day" ? "wa-light" : "wa-dark"]);
  keptElsewhere("sp-theme", "x".repeat(100_000));
  expect(theme()).toBe(own);
});

test("whoever shows which light it is hears of each change, by somebody, by the device and by another tab", async () => {
  const heard: string[] = [];
  const hear = (): void => void heard.push(theme());
  addEventListener(themeChanged, hear);
  await deviceTurns("dark");
  await expect.poll(() => heard.at(-1)).toBe("evening");
  chooseTheme("day");
  expect(heard.at(-1)).toBe("day");
  keptElsewhere("sp-theme", "evening");
  expect(heard.at(-1)).toBe("evening");
  removeEventListener(themeChanged, hear);
  await devtools.send("Emulation.setEmulatedMedia", { features: [] });
});
