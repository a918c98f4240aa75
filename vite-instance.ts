import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";
import type { Plugin } from "vite";
import type { InstanceFile } from "./crypto/protocol/exports.ts";
import { offeredLocales } from "./client/locales/offered-locales.ts";
import { escaped, firstScreen } from "./client/shell/first-screen.ts";
import { readTheme } from "./instances/check/theme-file.ts";
import { defaultInstance } from "./instances/folders.ts";
import { signIcon } from "./instances/sign-icon.ts";

/** The city that is being built: what INSTANCE names. */
export const instanceName = process.env["INSTANCE"] || defaultInstance;

const folder = new URL(`instances/${instanceName}/`, import.meta.url);
if (!existsSync(new URL("instance.ts", folder))) throw new Error(`There is no instances/${instanceName}/instance.ts.`);

const loaded = (await tsImport(new URL("instance.ts", folder).href, import.meta.url)) as { instance: InstanceFile };

/** Its file. */
export const instance: InstanceFile = loaded.instance;

/** Its look, by token: `--sp-surface` and the like, by day and in the evening. */
const theme = readTheme(readFileSync(new URL("theme.css", folder), "utf8")).colours;
/** Ground of the page. */
export const ground = theme.get("--sp-surface") ?? { day: "#ffffff", evening: "#000000" };

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The look of the chosen city where the client's style sheets name Geneva's: client/design/theme.css. */
export const lookAlias = {
  find: /^\.\.\/\.\.\/instances\/geneva\/(theme|typefaces)\.css$/,
  replacement: fileURLToPath(new URL("$1.css", folder)),
};

/** Puts the chosen city where the client's sources have Geneva. Needed by the page and by its workers, built apart. */
export function chosenInstance(): Plugin {
  return {
    name: "chosen-instance",
    load(id) {
      if (id === path("client/instance.ts"))
        return `export { instance } from ${JSON.stringify(fileURLToPath(new URL("instance.ts", folder)))};`;
      return undefined;
    },
  };
}

/** Icons of the manifest: the sign as SVG, drawn from the instance's file, and its pictures in two sizes where it has them. */
function icons(): ReadonlyMap<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>([["icon.svg", signIcon(instance, theme)]]);
  for (const name of ["icon-192.png", "icon-512.png"]) {
    const file = new URL(name, folder);
    if (existsSync(file)) files.set(name, readFileSync(file));
  }
  return files;
}

/** The manifest's list of icons. */
export function manifestIcons(): { src: string; sizes: string; type: string; purpose?: string }[] {
  const has = (name: string): boolean => icons().has(name);
  return [
    { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
    ...(has("icon-192.png") ? [{ src: "/icon-192.png", sizes: "192x192", type: "image/png" }] : []),
    ...(has("icon-512.png")
      ? [
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ]
      : []),
  ];
}

/** Serves the icons of the chosen city beside the page. */
export function instanceIcons(): Plugin {
  return {
    name: "instance-icons",
    generateBundle() {
      for (const [fileName, source] of icons()) this.emitFile({ type: "asset", fileName, source });
    },
    configureServer(server) {
      for (const [name, source] of icons()) {
        server.middlewares.use(`/${name}`, (_request, response) => {
          response.setHeader("Content-Type", name.endsWith(".svg") ? "image/svg+xml" : "image/png");
          response.end(source);
        });
      }
    },
  };
}

/** What stands in the head for the city's look. */
function lookTags(): string {
  const { day, evening } = ground;
  return [
    `<meta name="theme-color" content="${day}" media="(prefers-color-scheme: light)" />`,
    `<meta name="theme-color" content="${evening}" media="(prefers-color-scheme: dark)" />`,
    // In the page itself: browsers ask for an icon again at every page that is opened within it, and so would say when.
    `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,${encodeURIComponent(signIcon(instance, theme))}" />`,
    ...(icons().has("icon-192.png") ? [`<link rel="apple-touch-icon" href="/icon-192.png" />`] : []),
  ].join("\n    ");
}

/** Writes city, look and first screen into index.html: readable before any script has come. */
export function staticFirstScreen(frontPress: string): Plugin {
  const locales = offeredLocales(instance.languages);
  return {
    name: "static-first-screen",
    transformIndexHtml: {
      order: "pre",
      handler: (html) =>
        html
          .replace("<html>", `<html lang="${locales[0]}" data-languages="${locales.join(" ")}">`)
          .replace("<!-- instance name -->", () => escaped(instance.name))
          .replace("<!-- look -->", lookTags)
          .replace("<!-- first screen -->", () => firstScreen(instance, frontPress)),
    },
  };
}
