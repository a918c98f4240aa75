import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { type ArtSheet, artSheets } from "./client/design/art-sheets.ts";
import { instance } from "./vite-instance.ts";

interface Placed extends ArtSheet {
  /** Holds a hash of what is in it: a browser that has it never asks about it again, whichever drawing it is for. */
  readonly address: string;
}

/** The sheets of the art set with their addresses, the front page's first. */
export function placedArtSheets(): readonly Placed[] {
  const press = readFileSync(new URL("client/public/art/press.svg", import.meta.url), "utf8");
  return artSheets(press, instance).map(({ prints, source }, index) => {
    const hash = createHash("sha256").update(source).digest("hex").slice(0, 12);
    return { address: `/assets/press-${index === 0 ? "front" : index}-${hash}.svg`, prints, source };
  });
}

/** `virtual:art` exports where each sheet is and what is in it. */
export function artSheetFiles(): Plugin {
  const placed = placedArtSheets();
  return {
    name: "art-sheets",
    resolveId: (id) => (id === "virtual:art" ? "\0virtual:art" : undefined),
    load: (id) =>
      id === "\0virtual:art"
        ? `export const sheets = ${JSON.stringify(placed.map(({ address, prints }) => ({ address, prints })))};`
        : undefined,
    generateBundle() {
      for (const { address, source } of placed) {
        this.emitFile({ type: "asset", fileName: address.slice(1), source });
      }
    },
    configureServer(server) {
      for (const { address, source } of placed) {
        server.middlewares.use(address, (_request, response) => {
          response.setHeader("Content-Type", "image/svg+xml");
          response.end(source);
        });
      }
    },
  };
}
