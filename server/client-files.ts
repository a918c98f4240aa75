import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import type { Request, RequestHandler, Response } from "express";
import { type PublicPages, subjectOfMarketPath, withoutScripts } from "./pages/page-addresses.ts";
import { bestEncoding } from "./content-encoding.ts";
import { callSites, type Log } from "./log.ts";

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

/** One file of the built client. */
export interface ClientFile {
  readonly type: string;
  /** SHA-256 of the file as it is, base64url. */
  readonly digest: string;
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
    const digest = createHash("sha256").update(plain).digest("base64url");
    files.set(path, {
      type,
      digest,
      etag: `"${digest.slice(0, 22)}"`,
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
  });
  response.vary("Accept-Encoding");
  if (request.headers["if-none-match"] === file.etag) {
    response.status(304).end();
    return;
  }
  const encoding = bestEncoding(request);
  const compressed = encoding === "br" ? file.br : encoding === "gzip" ? file.gzip : null;
  if (compressed !== null) response.set("Content-Encoding", encoding);
  const body = compressed ?? file.plain;
  response.set("Content-Length", String(body.length));
  response.end(request.method === "HEAD" ? undefined : body);
}

/**
 * The built client, held in memory with its compressed forms. A new build is picked up when it is finished: when its
 * manifest, or the `index.html` of a folder that has none beside it, has changed.
 */
export interface ClientFiles {
  /** Every file that is served now, by path. */
  current(): ReadonlyMap<string, ClientFile>;
  /** Called with a newer build before it is served: until it resolves, and while it rejects, the present one is. */
  beforeServing(listener: (files: ReadonlyMap<string, ClientFile>) => Promise<void>): void;
  has(path: string): boolean;
  /** The path of the file whose path matches; null where there is none. */
  named(pattern: RegExp): string | null;
  /** The file of a path, or `index.html` for any other GET of a page. */
  find(path: string, wantsPage: boolean): ClientFile | null;
}

/** Where a build leaves what it says of itself: beside the client's folder, as everything in it is served. */
export function manifestFile(clientDir: string): string {
  return `${resolve(clientDir)}.release.json`;
}

/** How long a newer build waits that could not be said. */
const againMs = 10_000;

/** Reads the built client. A folder that is not there is a client without files. */
export function openClientFiles(folder: string, log: Log): ClientFiles {
  const modifiedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  const builtAt = () => modifiedAt(manifestFile(folder)) ?? modifiedAt(join(folder, "index.html")) ?? 0;
  let readAt = builtAt();
  let files = readClient(folder);
  let listener = async (_newer: ReadonlyMap<string, ClientFile>): Promise<void> => undefined;
  let waitingUntil = 0;

  const refresh = () => {
    const changedAt = builtAt();
    if (changedAt === readAt || Date.now() < waitingUntil) return;
    const newer = readClient(folder);
    waitingUntil = Date.now() + againMs;
    listener(newer).then(
      () => {
        [files, readAt, waitingUntil] = [newer, changedAt, 0];
      },
      (thrown: unknown) => log.error("a newer build is not served yet", { stack: callSites(thrown) }),
    );
  };

  return {
    current: () => files,
    beforeServing: (given) => {
      listener = given;
    },
    has: (path) => files.has(path),
    named(pattern) {
      refresh();
      for (const path of files.keys()) if (pattern.test(path)) return path;
      return null;
    },
    find(path, wantsPage) {
      if (files.get(path)?.immutable !== true) refresh();
      return files.get(path) ?? (wantsPage ? files.get("/index.html") : undefined) ?? null;
    },
  };
}

/**
 * Serves the built client. `index.html` is the same bytes wherever it stands. Only what is beside it differs: a header
 * names the public page of the same thing to search engines; programs that ask for no HTML, as those that draw link
 * previews, and people without scripts are led to that page.
 */
export function clientFiles(files: ClientFiles, pages: PublicPages): RequestHandler {
  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    const { path } = request;
    // The name of a thing may end like that of a file: "sirop-0.5l".
    const isPage = extname(path) === "" || subjectOfMarketPath(path) !== null;
    const wantsPage = isPage && request.accepts(["json", "html"]) === "html";
    const noScripts = wantsPage && withoutScripts in request.query;
    if (noScripts || !wantsPage) {
      const page = files.has(path) ? null : pages.pathFor(path, request);
      if (page !== null || noScripts) {
        const to = page ?? "/p";
        response.set({ Vary: "Accept, Accept-Language", "Cache-Control": "no-cache" });
        response.redirect(noScripts ? `${to}?${withoutScripts}` : to);
        return;
      }
    }
    const file = files.find(path, wantsPage);
    if (file === null) return next();
    if (isPage) response.vary("Accept");
    const canonical = wantsPage ? pages.canonical(path) : null;
    if (canonical !== null) response.set("Link", `<${canonical}>; rel="canonical"`);
    send(request, response, file);
  };
}
