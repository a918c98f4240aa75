import "./design/fonts.css";
import "./design/tokens.css";
import "./design/base.css";
import "./design/elements.css";
import "./shell/shell.css";
import "./shop/shop.css";
import "./shell/trusted-types.ts";
import { chooseLanguage } from "./locales/locale.ts";
import { applyTheme } from "./shell/theme.ts";

applyTheme();
await chooseLanguage();
await import("./shell/app.ts");
await import("./shell/installed.ts");
