import "./design/fonts.css";
import "./design/theme.css";
import "./design/tokens.css";
import "./design/web-awesome.css";
import "./design/base.css";
import "./design/elements.css";
import "./shell/shell.css";
import "./shell/narrow-bars.css";
import "./shell/foot.css";
import "./shop/shop.css";
import "./shell/trusted-types.ts";
import { amountText, dayText, distanceText, inInstance, moneySpoken, numberText, weightText } from "./design/format.ts";
import { pause } from "./design/pause.ts";
import { chooseLanguage } from "./locales/locale.ts";
import "./shell/app.ts";
import "./shell/installed.ts";
import { applyTheme } from "./shell/theme.ts";
import { dressAfterGoods } from "./shell/after-goods.ts";

// The first screen stands already (shell/first-screen.ts), and the core is on its way (start.ts).
applyTheme();
dressAfterGoods();

/** Makes formatters before they are needed, each as a work of its own. */
async function warm(...write: readonly (() => string)[]): Promise<void> {
  for (const one of write) {
    await pause();
    one();
  }
}

async function open(): Promise<void> {
  // One that cannot be fetched leaves the screens in the language that they are written in.
  await chooseLanguage().catch(() => undefined);
  // The first of all takes a browser as long as drawing the page, and the first of each kind as long as drawing a card.
  await warm(
    () => numberText(0),
    () => dayText(inInstance(new Date()).day),
  );
  await pause();
  document.querySelector("#first-screen")?.after(document.createElement("sp-app"));
  await warm(...[moneySpoken, amountText, distanceText, weightText].map((written) => () => written(0)));
}

// Not awaited: a language's own script imports this one, and each would wait for the other.
void open();
