/**
 * First parts of the paths that are the server's own (crypto/protocol/routes.ts): the service worker never answers them.
 * A test compares this list with the table of routes.
 */
export const serverPaths = [
  "account",
  "spaces",
  "relay",
  "statements",
  "operator",
  "release",
  "service-worker.js",
  "catalogue",
  "log",
  "witness",
  "media",
  "pictures",
  "p",
  "sitemap.xml",
  "sitemap",
  "robots.txt",
  "health",
  "ready",
  "stored",
  ".well-known",
  "demo.json",
] as const;
