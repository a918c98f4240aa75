import { str } from "@lit/localize";
import { html, render } from "lit";
import { expect, test } from "vitest";
import { msg } from "../../../client/locales/message.ts";

const plain = (count: number) =>
  msg(str`Il en reste ${count} : « à prendre ? » Oui ! 12:30 ; fin`, { id: "not there" });

test("French punctuation does not part from its word; what is no such space stays", () => {
  expect(plain(2)).toBe("Il en reste 2\u00a0: «\u00a0à prendre\u00a0?\u00a0» Oui\u00a0! 12:30\u00a0; fin");
  expect(msg("Rien à dire", { id: "not there" })).toBe("Rien à dire");
  expect(msg("a ?b :c !d", { id: "not there" })).toBe("a ?b :c !d");
  expect(msg("", { id: "not there" })).toBe("");
});

test("speaks the language that was chosen since", async () => {
  const { chooseLanguage } = await import("../../../client/locales/locale.ts");
  const words = () => msg("Votre panier attend.");
  expect(words()).toBe("Votre panier attend.");
  await chooseLanguage("de");
  expect(words()).toMatch(/Korb|Warenkorb/);
  await chooseLanguage("fr");
  expect(words()).toBe("Votre panier attend.");
});

test("templates too, without their attributes, and drawn again in place", () => {
  const drawn = (name: string, off: boolean) =>
    msg(html`<button ?disabled=${off}>« ${name} » ?</button> <b>${name}</b> : voilà`, { id: "not there" });
  const room = document.createElement("div");
  render(drawn("Ada", true), room);
  const button = room.querySelector("button")!;
  expect(room.textContent).toBe("«\u00a0Ada\u00a0»\u00a0? Ada\u00a0: voilà");
  expect(button.disabled).toBe(true);
  render(drawn("Eva ?", false), room);
  expect(room.querySelector("button")).toBe(button);
  expect(button.disabled).toBe(false);
  // What somebody else wrote stays as it is.
  expect(button.textContent).toBe("«\u00a0Eva ?\u00a0»\u00a0?");
});
