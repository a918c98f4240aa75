import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { clientFolder } from "./instances/folders.ts";
import { instanceName, lookAlias } from "./vite-instance.ts";

/**
 * The style sheet of the pages that the server writes (server/pages), into the client's folder once the client is built.
 * A build of its own: as one more entry of the client's it would change how the client is cut into files.
 */
export default defineConfig({
  root: "client",
  publicDir: false,
  resolve: { alias: [lookAlias] },
  build: {
    outDir: `../${clientFolder(instanceName)}`,
    emptyOutDir: false,
    target: ["chrome111", "firefox121", "safari17.4"],
    assetsInlineLimit: 0,
    rollupOptions: { input: { pages: fileURLToPath(new URL("client/pages/pages.css", import.meta.url)) } },
  },
});
