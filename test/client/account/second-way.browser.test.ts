import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";

vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: { newRecoveryCode: async () => "0PQRST-123456-ABCDEF-GHJKMN-VWXYZ0-98765T" },
  Watch: class {
    readonly value = { state: "signed-in", needsSecondWay: true };
  },
}));
await import("../../../client/account/second-way.ts");

test("on a phone the field to copy a group into has the focus clear of the bar below, and the code is seen above it", async () => {
  document.documentElement.lang = "fr";
  await page.viewport(390, 520);
  const place = document.body.appendChild(document.createElement("main"));
  place.append(document.createElement("sp-second-way"));
  place.style.paddingBlock = "5rem 60rem";
  await page.getByRole("button", { name: "Recevoir un code à noter" }).click();
  await expect.poll(() => document.activeElement?.id).toBe("code-group");
  const bar = 64;
  await expect.poll(() => document.activeElement!.getBoundingClientRect().bottom).toBeLessThan(innerHeight - bar);
  expect(place.querySelector(".code")!.getBoundingClientRect().top).toBeGreaterThan(0);
  place.remove();
  await page.viewport(800, 600);
});
