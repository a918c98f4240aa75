import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import type { Request, RequestHandler, Response } from "express";

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".jpg": "image/jpeg",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".map": "application/json; charset=utf-8",
};

interface ClientFile {
  readonly type: string;
  readonly etag: string;
  /** Its name holds a hash of its content. */
  readonly immutable: boolean;
  readonly plain: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

/** A name as the build gives: name-Hash8chars.ext, in assets/. */
const hashedName = /^\/assets\/.*[.-][\w-]{8,}\.\w+$/;

function readIfThere(file: string): Buffer | null {
  return existsSync(file) ? readFileSync(file) : null;
}

function readClient(folder: string): Map<string, ClientFile> {
  const files = new Map<string, ClientFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = mediaTypes[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(join(folder).length).replaceAll("\\", "/");
    const plain = readFileSync(file);
    files.set(path, {
      type,
      etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
      immutable: hashedName.test(path),
      plain,
      br: readIfThere(`${file}.br`),
      gzip: readIfThere(`${file}.gz`),
    });
  }
  return files;
}

function send(request: Request, response: Response, file: ClientFile): void {
  response.set({
    "Content-Type": file.type,
    "Cache-Control": file.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    ETag: file.etag,
    Vary: "Accept-Encoding",
  });
  if (request.headers["if-none-match"] === file.etag) {
    response.status(304).end();
    return;
  }
  const encoding = request.acceptsEncodings(["br", "gzip", "identity"]);
  const compressed = encoding === "br" ? file.br : encoding === "gzip" ? file.gzip : null;
  if (compressed !== null) response.set("Content-Encoding", String(encoding));
  const body = compressed ?? file.plain;
  response.set("Content-Length", String(body.length));
  response.end(request.method === "HEAD" ? undefined : body);
}

/**
 * The built client, held in memory with its compressed forms: its files by path, and its `index.html` for any other GET
 * of a page. A new build is picked up when its `index.html` has changed.
 */
export function clientFiles(folder: string): RequestHandler {
  const index = join(folder, "index.html");
  const builtAt = () => statSync(index, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  let readAt = builtAt();
  let files = readClient(folder);

  const refresh = () => {
    const changedAt = builtAt();
    if (changedAt === readAt) return;
    readAt = changedAt;
    files = readClient(folder);
  };

  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    const known = files.get(request.path);
    if (known?.immutable !== true) refresh();
    const wantsPage = request.accepts(["json", "html"]) === "html" && extname(request.path) === "";
    const file = files.get(request.path) ?? (wantsPage ? files.get("/index.html") : undefined);
    if (file === undefined) return next();
    send(request, response, file);
  };
}
