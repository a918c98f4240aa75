import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { z } from "zod";
import { frontIconNames, iconNames } from "./client/design/icon-names.ts";
import { mapFile } from "./crypto/protocol/map-file.ts";
import { clientFolder } from "./instances/folders.ts";
import { artSheetFiles, placedArtSheets } from "./vite-art.ts";
import {
  chosenInstance,
  ground,
  instance,
  instanceIcons,
  instanceName,
  lookAlias,
  manifestIcons,
  staticFirstScreen,
} from "./vite-instance.ts";
import { bundledPackages } from "./vite-packages.ts";

const require = createRequire(import.meta.url);

/** One SVG symbol of Phosphor, its weight taken from the name's ending. */
function iconSymbol(name: string): string {
  const weight = /-(bold|fill)$/.exec(name)?.[1] ?? "regular";
  const source = readFileSync(require.resolve(`@phosphor-icons/core/assets/${weight}/${name}.svg`), "utf8");
  const inner = source.replace(/^<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
  return `<symbol id="${name}" viewBox="0 0 256 256">${inner}</symbol>`;
}

/** `virtual:icons` exports the addresses of the two sprites of all icons in use. */
export function iconSprite(): Plugin {
  const sprite = (names: readonly string[]) =>
    `<svg xmlns="http://www.w3.org/2000/svg">${names.map(iconSymbol).join("")}</svg>\n`;
  const sprites = {
    "icons-front.svg": () => sprite(iconNames.filter((name) => frontIconNames.has(name))),
    "icons.svg": () => sprite(iconNames.filter((name) => !frontIconNames.has(name))),
  };
  let building = false;
  return {
    name: "icon-sprite",
    configResolved(config) {
      building = config.command === "build";
    },
    resolveId: (id) => (id === "virtual:icons" ? "\0virtual:icons" : undefined),
    load(id) {
      if (id !== "\0virtual:icons") return undefined;
      const address = (name: keyof typeof sprites): string => {
        if (!building) return JSON.stringify(`/${name}`);
        return `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: "asset", name, source: sprites[name]() })}`;
      };
      return `export const frontSpriteUrl = ${address("icons-front.svg")};\nexport const spriteUrl = ${address("icons.svg")};`;
    },
    configureServer(server) {
      for (const [name, made] of Object.entries(sprites)) {
        server.middlewares.use(`/${name}`, (_request, response) => {
          response.setHeader("Content-Type", "image/svg+xml");
          response.end(made());
        });
      }
    },
  };
}

/**
 * `virtual:instance-map` exports the shapes of the city's map: `instances/<id>/map.json`, checked and without what the
 * schema does not know, or null. A file that is not one stops the build with what is wrong where.
 */
export function instanceMap(): Plugin {
  const file = new URL(`instances/${instance.id}/map.json`, import.meta.url);
  return {
    name: "instance-map",
    resolveId: (id) => (id === "virtual:instance-map" ? "\0virtual:instance-map" : undefined),
    load(id) {
      if (id !== "\0virtual:instance-map") return undefined;
      if (!existsSync(file)) return "export const shapes = null;";
      const checked = mapFile.safeParse(JSON.parse(readFileSync(file, "utf8")));
      if (!checked.success) throw new Error(`${file.pathname}: ${z.prettifyError(checked.error)}`);
      return `export const shapes = JSON.parse(${JSON.stringify(JSON.stringify(checked.data))});`;
    },
  };
}

/** Lit's `styleMap` under the page's content policy: see client/design/style-map.ts. */
export const styleMapAlias = {
  find: "lit/directives/style-map.js",
  replacement: fileURLToPath(new URL("client/design/style-map.ts", import.meta.url)),
};

/** Lit's `msg`, with spaces that do not break: see client/locales/message.ts. */
export const messageAlias = {
  find: /^@lit\/localize$/,
  replacement: fileURLToPath(new URL("client/locales/message.ts", import.meta.url)),
};

/**
 * Orders what the page asks for: client/start.ts first and without waiting for styles, so that the core begins while the
 * page is still being read; styles, the core, the frame. Typefaces come after the first goods: client/shell/after-goods.ts.
 */
function firstThingsFirst(): Plugin {
  return {
    name: "first-things-first",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (page, { bundle }) => {
        const files = Object.keys(bundle ?? {});
        // The entry itself, or what the bundler moved out of it.
        const named = (name: string) => files.find((file) => new RegExp(`^assets/${name}-[\\w-]+\\.js$`).test(file));
        const start = named("core-start") ?? named("start");
        const worker = named("market-worker");
        if (start === undefined || worker === undefined) throw new Error("The build has no core.");
        const taken: string[] = [];
        const take = (pattern: RegExp): string => {
          const tags = page.match(pattern) ?? [];
          taken.push(...tags);
          return tags.join("\n    ");
        };
        const styles = take(/<link rel="stylesheet"[^>]*>/g);
        const scripts = take(/<script type="module"[^>]*><\/script>/g).replace(
          /<script[^>]*assets\/(core-)?start-[^>]*><\/script>\s*/,
          "",
        );
        const ahead = `<link rel="preload" as="fetch" href="/catalogue" crossorigin referrerpolicy="no-referrer">`;
        const begin = `<script type="module" async crossorigin src="/${start}"></script>`;
        const core = `<link rel="modulepreload" href="/${worker}">`;
        // What a newcomer turns to first: asked for before the core asks for the goods, which would stand before it in the line.
        const doors = new Set<string>();
        const addDoor = (file: string): void => {
          const part = bundle?.[file];
          if (page.includes(file) || doors.has(file) || part?.type !== "chunk") return;
          doors.add(file);
          part.imports.forEach(addDoor);
          for (const sheet of part.viteMetadata?.importedCss ?? []) doors.add(sheet);
        };
        ["search-page", "home-own"].flatMap((name) => named(name) ?? []).forEach(addDoor);
        // Their styles are of a page to come: a browser complains of a preload that the page itself does not use.
        const early = [...doors].map((file) =>
          file.endsWith(".css")
            ? `<link rel="prefetch" as="style" crossorigin href="/${file}">`
            : `<link rel="modulepreload" crossorigin href="/${file}">`,
        );
        const rest = taken.reduce((html, tag) => html.replace(tag, ""), page);
        return rest
          .replace(/(<meta name="viewport"[^>]*>)/, (viewport) => [viewport, ahead, begin, styles].join("\n    "))
          .replace("</head>", () => `  ${[core, scripts, ...early].join("\n    ")}\n  </head>`)
          .replaceAll(/\n\s*\n/g, "\n");
      },
    },
  };
}

/** Which packages end in the client, page, workers and service worker: for its bill of materials. */
const packages = (): Plugin =>
  bundledPackages(fileURLToPath(new URL(`${clientFolder(instanceName)}.packages.json`, import.meta.url)));

/** What makes the shop installable, and its service worker, from client/service-worker.ts. */
function installable(): Plugin[] {
  return VitePWA({
    strategies: "injectManifest",
    srcDir: ".",
    filename: "service-worker.ts",
    injectRegister: false,
    manifest: {
      name: instance.name,
      short_name: instance.sign[1],
      description: instance.tagline[instance.languages[0] ?? ""] ?? instance.name,
      lang: instance.languages[0] ?? "en",
      id: "/",
      start_url: "/",
      display: "standalone",
      background_color: ground.day,
      theme_color: ground.day,
      icons: manifestIcons(),
    },
    injectManifest: {
      globPatterns: ["**/*.{html,js,css,svg,woff2,wasm}"],
      // The pages without scripts have a copy of the art set of their own.
      globIgnores: ["**/*latin-ext*", "service-worker.js", "art/press.svg"],
      maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
      // In an order that does not depend on how a disk lists its folders: a release is the same bytes everywhere.
      manifestTransforms: [
        async (entries) => ({ manifest: entries.toSorted((one, other) => (one.url < other.url ? -1 : 1)) }),
      ],
      rollupFormat: "iife",
      injectionPoint: "self.__WB_MANIFEST",
      buildPlugins: { vite: [packages()] },
    },
  });
}

/** The client's build: `client/` to `dist/client/`, or to a folder of the chosen city beside it; nothing inlined, so that the page's content policy can be exact. */
export default defineConfig({
  root: "client",
  publicDir: "public",
  plugins: [
    chosenInstance(),
    iconSprite(),
    artSheetFiles(),
    instanceIcons(),
    instanceMap(),
    staticFirstScreen(placedArtSheets()[0]?.address ?? ""),
    firstThingsFirst(),
    installable(),
    packages(),
  ],
  resolve: { alias: [styleMapAlias, messageAlias, lookAlias] },
  worker: {
    format: "es",
    plugins: () => [chosenInstance(), packages()],
    // All that the core starts with in one file: what it had to ask for after its own start would come a journey later.
    rollupOptions: { output: { codeSplitting: { groups: [{ name: "market-core", tags: ["$initial"] }] } } },
  },
  build: {
    outDir: `../${clientFolder(instanceName)}`,
    emptyOutDir: true,
    target: ["chrome111", "firefox121", "safari17.4"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        index: fileURLToPath(new URL("client/index.html", import.meta.url)),
        start: fileURLToPath(new URL("client/start.ts", import.meta.url)),
      },
      output: {
        codeSplitting: {
          groups: [
            // What starts the core, and all that stands on the first screen: one file each, whatever other pages share.
            {
              name: "core-start",
              test: /client[\\/](start|workers[\\/](ahead|market-port)|shell[\\/]trusted-types)\.ts|market-worker\.ts/,
              priority: 2,
            },
            { name: "frame", tags: ["$initial"], priority: 1 },
            // The search, which is the first thing that many do, with the small things it shares with other pages.
            {
              name: "search-page",
              test: /client[\\/](shop[\\/](search-|food-words)|stall[\\/]amounts|map[\\/]beside|design[\\/]elements[\\/]empty)/,
            },
          ],
        },
      },
    },
    reportCompressedSize: true,
  },
});
