import "./design/fonts.css";
import "./design/theme.css";
import "./design/tokens.css";
import "./design/base.css";
import "./design/elements.css";
import "./shell/shell.css";
import "./shop/shop.css";
import "./shell/trusted-types.ts";
import { chooseLanguage } from "./locales/locale.ts";
import "./shell/app.ts";
import "./shell/installed.ts";
import { applyTheme } from "./shell/theme.ts";
import { typefacesAfterGoods } from "./shell/typefaces.ts";

// The first screen stands already (shell/first-screen.ts), and the core is on its way (start.ts).
applyTheme();
typefacesAfterGoods();
// Not awaited: a language's own script imports this one, and each would wait for the other. One that cannot be fetched
// leaves the screens in the language that they are written in.
void chooseLanguage()
  .catch(() => undefined)
  .then(() => document.querySelector("#first-screen")?.after(document.createElement("sp-app")));
