import { readFileSync } from "node:fs";
import { type Release, release } from "../../crypto/protocol/statements.ts";
import { type ClientFile, manifestFile } from "../client-files.ts";
import { contentSecurityPolicy } from "../security-headers.ts";

/** What a build says of itself (release-manifest.mjs); null where there is nothing that can be read. */
export function readManifest(clientDir: string): Release | null {
  try {
    return release.parse(JSON.parse(readFileSync(manifestFile(clientDir), "utf8")));
  } catch {
    return null;
  }
}

/**
 * What the server serves, from the bytes that it holds and the policy that it sends. A build's manifest is believed its
 * version, and its commit where it names these very files; without one the version is "unknown".
 */
export function describeClient(files: ReadonlyMap<string, ClientFile>, manifest: Release | null): Release {
  const served = [...files]
    .map(([path, { digest }]) => ({ path, digest }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const isBuilt = manifest !== null && JSON.stringify(manifest.files) === JSON.stringify(served);
  return {
    version: manifest?.version ?? "unknown",
    commit: isBuilt ? manifest.commit : null,
    csp: contentSecurityPolicy,
    files: served,
  };
}
