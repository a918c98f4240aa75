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
import { amountText, distanceText, moneySpoken, numberText, weightText } from "./design/format.ts";
import { pause } from "./design/pause.ts";
import { chooseLanguage } from "./locales/locale.ts";
import "./shell/app.ts";
import "./shell/installed.ts";
import { applyTheme } from "./shell/theme.ts";
import { dressAfterGoods } from "./shell/after-goods.ts";

// The first screen stands already (shell/first-screen.ts), and the core is on its way (start.ts).
applyTheme();
dressAfterGoods();

async function open(): Promise<void> {
  // One that cannot be fetched leaves the screens in the language that they are written in.
  await chooseLanguage().catch(() => undefined);
  await pause();
  document.querySelector("#first-screen")?.after(document.createElement("sp-app"));
  // The first of each kind takes a browser as long as drawing a card: while the goods are on their way it has time.
  for (const written of [moneySpoken, amountText, numberText, distanceText, weightText]) {
    await pause();
    written(0);
  }
}

// Not awaited: a language's own script imports this one, and each would wait for the other.
void open();
