import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { frontSprite } from "./client/design/front-sprite.ts";
import { instance } from "./vite-instance.ts";

interface Sheet {
  /** Holds a hash of what is in it: a browser that has it never asks about it again, whichever drawing it is for. */
  readonly address: string;
  readonly source: string;
}

function sheet(name: string, source: string): Sheet {
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 12);
  return { address: `/assets/${name}-${hash}.svg`, source };
}

/** The art set, and the front page's part of it. */
export function artSheets(): { readonly press: Sheet; readonly front: Sheet } {
  const press = readFileSync(new URL("client/public/art/press.svg", import.meta.url), "utf8");
  return { press: sheet("press", press), front: sheet("press-front", frontSprite(press, instance)) };
}

/** `virtual:art` exports the addresses of both sheets. */
export function artSheetFiles(): Plugin {
  const { press, front } = artSheets();
  return {
    name: "art-sheets",
    resolveId: (id) => (id === "virtual:art" ? "\0virtual:art" : undefined),
    load: (id) =>
      id === "\0virtual:art"
        ? `export const press = ${JSON.stringify(press.address)};\nexport const frontPress = ${JSON.stringify(front.address)};`
        : undefined,
    generateBundle() {
      for (const { address, source } of [press, front]) {
        this.emitFile({ type: "asset", fileName: address.slice(1), source });
      }
    },
    configureServer(server) {
      for (const { address, source } of [press, front]) {
        server.middlewares.use(address, (_request, response) => {
          response.setHeader("Content-Type", "image/svg+xml");
          response.end(source);
        });
      }
    },
  };
}
