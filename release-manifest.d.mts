/** See release-manifest.mjs. */
export function commitOf(
  root: string,
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<string | null>;
/** See release-manifest.mjs. */
export function releasedFiles(folder: string): Promise<readonly { readonly path: string; readonly digest: string }[]>;
