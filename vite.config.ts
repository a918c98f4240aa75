import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { defineConfig, type Plugin } from "vite";
import { iconNames } from "./client/design/icon-names.ts";

const require = createRequire(import.meta.url);

/** One SVG symbol of Phosphor, its weight taken from the name's ending. */
function iconSymbol(name: string): string {
  const weight = /-(bold|fill)$/.exec(name)?.[1] ?? "regular";
  const source = readFileSync(require.resolve(`@phosphor-icons/core/assets/${weight}/${name}.svg`), "utf8");
  const inner = source.replace(/^<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
  return `<symbol id="${name}" viewBox="0 0 256 256">${inner}</symbol>`;
}

/** `virtual:icons` exports the address of the sprite of all icons in use. */
function iconSprite(): Plugin {
  const sprite = () => `<svg xmlns="http://www.w3.org/2000/svg">${iconNames.map(iconSymbol).join("")}</svg>\n`;
  let building = false;
  return {
    name: "icon-sprite",
    configResolved(config) {
      building = config.command === "build";
    },
    resolveId: (id) => (id === "virtual:icons" ? "\0virtual:icons" : undefined),
    load(id) {
      if (id !== "\0virtual:icons") return undefined;
      if (!building) return `export const spriteUrl = "/icons.svg";`;
      const reference = this.emitFile({ type: "asset", name: "icons.svg", source: sprite() });
      return `export const spriteUrl = import.meta.ROLLUP_FILE_URL_OBJ_${reference}.pathname;`;
    },
    configureServer(server) {
      server.middlewares.use("/icons.svg", (_request, response) => {
        response.setHeader("Content-Type", "image/svg+xml");
        response.end(sprite());
      });
    },
  };
}

/** The client's build: `client/` to `dist/client/`, nothing inlined, so that the page's content policy can be exact. */
export default defineConfig({
  root: "client",
  publicDir: "public",
  plugins: [iconSprite()],
  worker: { format: "es" },
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: ["chrome111", "firefox121", "safari17.4"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
});
