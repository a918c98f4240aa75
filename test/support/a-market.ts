import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { toBase64url } from "../../crypto/bytes.ts";
import { signCheckpoint } from "../../crypto/checkpoint.ts";
import { digestName } from "../../crypto/hash.ts";
import { emptyFrontier, extendFrontier, frontierRoot, leafHash } from "../../crypto/merkle.ts";
import { encodeLogEntry, type LogEntry, logEntryOf } from "../../crypto/protocol/log-entry.ts";
import { makePack } from "../../crypto/protocol/pack.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { Release, StatementOf } from "../../crypto/protocol/statements.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { bundlesOf, encodeBundle, tilePath } from "../../crypto/tiles.ts";
import { digestOf } from "../../audit/verify/digest.ts";
import type { LocalBuild } from "../../audit/verify/local-build.ts";
import { pagePolicy } from "../../server/pages/send-page.ts";
import { contentSecurityPolicy } from "../../server/security-headers.ts";
import { newSigner, type Signer, stated } from "./market-statements.ts";

/** The client of a market, small enough to be read. */
export const clientFiles: Readonly<Record<string, string>> = {
  "/index.html": `<!doctype html><link rel="stylesheet" href="/assets/index-AAAAAAAA.css"><script type="module" src="/assets/index-BBBBBBBB.js"></script>`,
  "/assets/index-AAAAAAAA.css": "body { color: black }",
  "/assets/index-BBBBBBBB.js": `import "./part-CCCCCCCC.js"; fetch("/catalogue"); const words = ["papaparse.js", "a.b"];`,
  "/assets/part-CCCCCCCC.js": "export const one = 1;",
  "/icon.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
  "/service-worker.js": `const files = [{ "revision": "1", "url": "index.html" }, { "revision": null, "url": "assets/index-BBBBBBBB.js" }];`,
};

const mediaTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/** Answers a request in place of the market; false to let the market answer. */
export type Spoiler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A server that says what a market says, by its own keys, and of which a test may spoil any answer. */
export interface AMarket {
  readonly origin: string;
  readonly instance: Signer;
  readonly operator: Signer;
  /** The statement that founds it. */
  readonly founding: StatementOf<"instance">;
  /** What is served: changed here, it is served changed. */
  readonly files: Map<string, string>;
  /** The client as its sources give it. */
  readonly build: LocalBuild;
  /** The statement that /release answers with. */
  said: SignedStatement;
  /** Entries of the log, to which a test may add. */
  readonly entries: LogEntry[];
  /** Further leaves of the log, after those. */
  readonly leaves: Uint8Array[];
  spoil(spoiler: Spoiler): void;
  requests: number;
  close(): Promise<void>;
}

/** The body of a release of these files. */
export function releaseOf(files: Iterable<readonly [string, string]>): Release {
  const named = [...files].map(([path, content]) => ({ path, digest: digestOf(Buffer.from(content)) }));
  return {
    version: "0.1.0",
    commit: "0123456789abcdef0123456789abcdef01234567",
    csp: contentSecurityPolicy,
    files: named.sort((one, other) => (one.path < other.path ? -1 : 1)),
  };
}

/** Headers of every file of the client. */
export const clientHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
} as const;

function sendFile(request: IncomingMessage, response: ServerResponse, path: string, content: string): void {
  const encodings = request.headers["accept-encoding"] ?? "";
  const body = Buffer.from(content);
  const encoding = /\bbr\b/.test(encodings) ? "br" : /\bgzip\b/.test(encodings) ? "gzip" : null;
  response.writeHead(200, {
    ...clientHeaders,
    "content-type": mediaTypes[path.split(".").at(-1) ?? ""],
    ...(encoding !== null && { "content-encoding": encoding }),
  });
  response.end(encoding === "br" ? brotliCompressSync(body) : encoding === "gzip" ? gzipSync(body) : body);
}

/** Starts one on a port of its own. */
export async function openAMarket(): Promise<AMarket> {
  await ready();
  const instance = newSigner();
  const operator = newSigner();
  const log = signingKeyPair();
  const files = new Map(Object.entries(clientFiles));
  const founding = stated(instance, "instance", {
    name: "Genève",
    stewards: [newSigner().name],
    replyBuckets: 4,
    operator: operator.name,
    log: { origin: "market.example/log", key: toBase64url(log.publicKey) },
  });
  const body = releaseOf(files);
  const said = stated(operator, "release", body, { subject: "client" });
  const pack = makePack([founding.wire]);
  const spoilers: Spoiler[] = [];
  const market = {
    instance,
    operator,
    founding: founding.statement as StatementOf<"instance">,
    files,
    build: { csp: body.csp, commit: body.commit, files: new Map(body.files.map(({ path, digest }) => [path, digest])) },
    said,
    entries: [logEntryOf(founding)!, logEntryOf(said)!],
    leaves: [] as Uint8Array[],
    spoil: (spoiler: Spoiler) => void spoilers.push(spoiler),
    requests: 0,
  };

  const logBytes = (path: string): Uint8Array | null => {
    const leaves = [...market.entries.map(encodeLogEntry), ...market.leaves];
    if (path === "checkpoint") {
      const root = frontierRoot(extendFrontier(emptyFrontier, leaves.map(leafHash)));
      return Buffer.from(signCheckpoint({ origin: "market.example/log", size: leaves.length, root }, log));
    }
    const name = bundlesOf(leaves.length).find((one) => tilePath(one) === path);
    return name === undefined ? null : encodeBundle(leaves.slice(name.index * 256, name.index * 256 + name.width));
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? "/", "http://market");
    const send = (bytes: Uint8Array | string): void => void response.writeHead(200).end(bytes);
    if (pathname === "/catalogue") {
      const packs = [{ digest: digestName(pack), bytes: pack.length, statements: 1 }];
      return send(JSON.stringify({ instance: instance.name, packs, replyBuckets: 4 }));
    }
    if (pathname === `/catalogue/packs/${digestName(pack)}`) return send(pack);
    if (pathname === "/release") return send(market.said.wire);
    if (/^\/p\/[a-z]{2}$/.test(pathname)) {
      return void response.writeHead(200, { "content-security-policy": pagePolicy }).end("<!doctype html>");
    }
    const ofLog = pathname.startsWith("/log/") ? logBytes(pathname.slice("/log/".length)) : null;
    if (ofLog !== null) return send(ofLog);
    const content = files.get(pathname);
    if (content !== undefined) return sendFile(request, response, pathname, content);
    const isPage = !/\.\w{1,11}$/.test(pathname) || /^\/(item|stall)\//.test(pathname);
    if (isPage) return sendFile(request, response, "/index.html", files.get("/index.html") ?? "");
    response.writeHead(404).end();
  };

  const server: Server = createServer((request, response) => {
    market.requests += 1;
    if (!spoilers.some((spoiler) => spoiler(request, response))) answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(market, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** Spoils the answers at one address. */
export function at(path: string, spoil: (response: ServerResponse, request: IncomingMessage) => void): Spoiler {
  return (request, response) => {
    if (new URL(request.url ?? "/", "http://market").pathname !== path) return false;
    spoil(response, request);
    return true;
  };
}
