import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { ready } from "../../crypto/sodium.ts";
import { toBase64url, utf8 } from "../../crypto/bytes.ts";
import { problem, type Route, type RouteName, routes } from "../../crypto/protocol/routes.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import type { TokenPurpose } from "../../crypto/protocol/statements.ts";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { signRequest } from "../../crypto/request-signature.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { tokenHeader } from "../../crypto/tokens/token-header.ts";
import { createLog } from "../../server/log.ts";
import { openOperatorKeys } from "../../server/operator-keys.ts";
import { type RunningServer, runServer } from "../../server/run-server.ts";
import { readSettings } from "../../server/settings.ts";
import { type DatabaseKind, startPostgres, type TestPostgres } from "./databases.ts";
import { fillDataFolder } from "./embedded-database.ts";
import { fillIssuerKeys } from "./issuer-keys.ts";
import { type MintOptions, openMint } from "./token-payments.ts";

/** An answer, with what its body is by the table of routes. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** Parsed JSON; undefined for another type of body. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read whatever field the route declares
  readonly json: any;
  /** Code of a problem; undefined for an answer that is none. */
  readonly code: string | undefined;
}

/** Parts of a request that a test may set or spoil. */
export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** Bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
  readonly sign?: SigningKeyPair;
  /** The token that pays for it; a new one by default, `null` for none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server in this process, on a database of its own, with a clock that a test may turn. */
export interface TestServer {
  readonly url: string;
  readonly dataDir: string;
  readonly running: RunningServer;
  readonly postgres: TestPostgres | null;
  /** Everything logged so far. */
  log(): string;
  /** Moves the server's clock. */
  turnClock(days: number): void;
  now(): number;
  /** A token of this week that was not drawn by anybody. The first one founds an instance where there is none. */
  mint(purpose: TokenPurpose, options?: MintOptions): Promise<string>;
  /** Calls a route of the table over real HTTP, and checks that the answer is what the table says. */
  call(name: RouteName, options?: CallOptions): Promise<Answer>;
  /** Ends the server and starts it again on the same data, from now on with this policy of witnesses if one is given. */
  restart(environment?: Readonly<Record<string, string>>, witnesses?: InstanceFile["witnesses"]): Promise<void>;
  stop(): Promise<void>;
}

const baseEnvironment = {
  PORT: "0",
  ORIGIN: "http://localhost:8080",
  LOG_LEVEL: "debug",
  RELAY_PER_MINUTE: "0",
  WRITES_PER_MINUTE: "0",
  ACCOUNT_PER_MINUTE: "0",
};

/** Starts a server on an empty database of the given kind, with the policy of witnesses that its city would name. */
export async function startTestServer(
  kind: DatabaseKind,
  environment: Readonly<Record<string, string>> = {},
  witnesses?: InstanceFile["witnesses"],
): Promise<TestServer> {
  await ready();
  const dataDir = await mkdtemp(join(tmpdir(), "smartketplace-test-"));
  const postgres = kind === "postgresql" ? await startPostgres({ durable: false }) : null;
  if (postgres === null) await fillDataFolder(dataDir);
  await fillIssuerKeys(dataDir);
  let logged = "";
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  let offsetMs = 0;
  const now = () => Date.now() + offsetMs;
  const run = (more: Readonly<Record<string, string>>) => {
    const database = postgres === null ? {} : { DATABASE_URL: postgres.url };
    const settings = readSettings({ ...baseEnvironment, DATA_DIR: dataDir, ...database, ...environment, ...more });
    const instance = policy === undefined ? settings.instance : { ...settings.instance, witnesses: policy };
    return runServer({ ...settings, instance }, createLog(settings.logLevel, destination), now);
  };
  let policy = witnesses;
  let running = await run({});
  const strike = openMint(dataDir, now);
  let founding: Promise<unknown> | null = null;
  const mint = async (purpose: TokenPurpose, options?: MintOptions): Promise<string> => {
    const { statements, issuer } = running.app;
    if (statements.book.instance() === null) await (founding ??= statements.accept(anInstance(dataDir)));
    await issuer.renew();
    return strike(purpose, options);
  };
  return {
    get url() {
      return running.url;
    },
    dataDir,
    get running() {
      return running;
    },
    postgres,
    log: () => logged,
    turnClock: (days) => void (offsetMs += days * 86_400_000),
    now,
    mint,
    async call(name, options = {}) {
      return call(running.url, now, name, await paid(name, options, mint));
    },
    async restart(more = {}, witnessed = policy) {
      await running.close();
      policy = witnessed;
      running = await run(more);
    },
    async stop() {
      await running.close();
      await postgres?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The least that founds an instance, by keys that nobody keeps. */
function anInstance(dataDir: string): Uint8Array {
  const [instance, steward] = [signingKeyPair(), signingKeyPair()];
  const { operator, log } = openOperatorKeys(dataDir);
  const author = toBase64url(instance.publicKey);
  const head = { v: 1, type: "instance", author, subject: author, revision: 1, issuedOn: "2026-01-01" } as const;
  const body = {
    name: "Marché",
    stewards: [toBase64url(steward.publicKey)],
    replyBuckets: 1,
    operator: toBase64url(operator.publicKey),
    log: { origin: "localhost:8080/log", key: toBase64url(log.publicKey) },
  };
  return makeStatement({ ...head, body }, instance).wire;
}

/** The same call with the token that it needs. */
async function paid(name: RouteName, options: CallOptions, mint: TestServer["mint"]): Promise<CallOptions> {
  if (options.token === null || options.headers?.["authorization"] !== undefined) return options;
  if (routes[name].auth === "token") {
    const token = options.token ?? (await mint("relay"));
    return { ...options, headers: { ...options.headers, authorization: tokenHeader(token) } };
  }
  if (name !== "openSpace" || options.body !== undefined) return options;
  return { ...options, body: { token: options.token ?? (await mint("space")) } };
}

/** The path of a route with its parameters in place. */
export function pathOf(name: RouteName, params: Readonly<Record<string, string>> = {}, query = ""): string {
  const path = routes[name].path.replaceAll(/[:*](\w+)/g, (_, param: string) => params[param] ?? `:${param}`);
  return query === "" ? path : `${path}?${query}`;
}

async function call(base: string, now: () => number, name: RouteName, options: CallOptions = {}): Promise<Answer> {
  const route: Route = routes[name];
  // A route about a key takes the signer's address unless the test says otherwise.
  const signer = options.sign === undefined ? {} : addressOf(options.sign);
  const path = pathOf(name, { ...signer, ...options.params }, options.query);
  const isBytes = options.body instanceof Uint8Array;
  const json = options.body === undefined && route.request !== null && route.request !== "bytes" ? {} : options.body;
  const body = isBytes ? (json as Uint8Array) : json === undefined ? new Uint8Array() : utf8(JSON.stringify(json));
  const headers: Record<string, string> = {};
  if (route.request !== null) headers["content-type"] = isBytes ? "application/octet-stream" : "application/json";
  if (options.sign !== undefined) {
    headers["authorization"] = signRequest({ method: route.method, path, body }, options.sign, now() / 1000);
  }
  const response = await fetch(base + path, {
    method: route.method,
    headers: { ...headers, ...options.headers },
    // Where a route leads is another route.
    redirect: "manual",
    ...(route.method !== "GET" && body.length > 0 && { body: body as Uint8Array<ArrayBuffer> }),
  });
  return checkedAnswer(route, response);
}

/** The address that is a pair's public key, as each kind of route names it. */
export function addressOf(pair: SigningKeyPair): { space: string; party: string } {
  const name = toBase64url(pair.publicKey);
  return { space: name, party: name };
}

async function checkedAnswer(route: Route, response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get("content-type") ?? "";
  const json: unknown = /json/.test(type) ? JSON.parse(Buffer.from(bytes).toString()) : undefined;
  const answer = { status: response.status, headers: response.headers, bytes, json };
  if (type === "application/problem+json") {
    const parsed = problem.parse(json);
    if (parsed.status !== response.status) throw new Error("A problem names another status than its answer has.");
    return { ...answer, code: parsed.code };
  }
  if (route.response === null && response.status < 300 && bytes.length > 0)
    throw new Error("The table of routes says there is no answer.");
  if (route.response instanceof Object && response.status !== 304) route.response.parse(json);
  return { ...answer, code: undefined };
}
