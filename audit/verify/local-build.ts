import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { release } from "../../crypto/protocol/statements.ts";
import { releasedFiles } from "../../release-manifest.mjs";
import { contentSecurityPolicy } from "../../server/security-headers.ts";
import type { ExpectedClient } from "./live-client.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A client that was built here, from sources that one can read. */
export interface LocalBuild extends ExpectedClient {
  /** Of the build's manifest; null where it has none, or was made from sources that are no commit's. */
  readonly commit: string | null;
}

const manifest = z.looseObject({ commit: release.shape.commit, csp: release.shape.csp });

/** Reads a built client: its files as they are, its policy and commit from the manifest beside it. Null when it is none. */
export async function readBuild(folder: string): Promise<LocalBuild | null> {
  if (!existsSync(join(folder, "index.html"))) return null;
  const files = new Map((await releasedFiles(folder)).map(({ path, digest }) => [path, digest] as const));
  const said = await readFile(`${resolve(folder)}.release.json`, "utf8")
    .then((text) => manifest.safeParse(JSON.parse(text)).data)
    .catch(() => undefined);
  const { commit = null, csp = contentSecurityPolicy } = said ?? {};
  return { files, commit, csp };
}

/** Builds the client of the sources here, of the city that INSTANCE names, unless it is built. Throws what the build throws. */
export async function buildHere(): Promise<LocalBuild | null> {
  const { build, clientFolder, isBuilt, renewCommit } = await import("../../build.mjs");
  if (await isBuilt()) await renewCommit();
  else await build({ onlyChanged: true });
  return readBuild(join(root, clientFolder));
}
