/** As what a browser must be told to take a file, by its ending: a picture that comes as a page would be a page. */
const types: readonly (readonly [ending: string, type: string])[] = [
  [".html", "text/html"],
  [".js", "text/javascript"],
  [".css", "text/css"],
  [".json", "application/json"],
  [".webmanifest", "application/manifest+json"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".ico", "image/x-icon"],
  [".webp", "image/webp"],
  [".avif", "image/avif"],
  [".jpg", "image/jpeg"],
  [".woff2", "font/woff2"],
  [".wasm", "application/wasm"],
  [".txt", "text/plain"],
];

/** The media type of a file of the client, without parameters; null for an ending that none has. */
export function expectedType(path: string): string | null {
  return types.find(([ending]) => path.endsWith(ending))?.[1] ?? null;
}

/** A media type without its parameters. */
export function bareType(header: string | undefined): string {
  return (header ?? "").split(";")[0]!.trim().toLowerCase();
}
