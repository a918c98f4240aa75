import type { RequestListener } from "node:http";
import { join } from "node:path";
import express, { type ErrorRequestHandler, Router } from "express";
import { epochOf } from "../crypto/protocol/token-epochs.ts";
import { isLogged } from "../crypto/protocol/log-entry.ts";
import { ready } from "../crypto/sodium.ts";
import { mountAccountRoutes } from "./accounts/account-routes.ts";
import { createChallenges } from "./accounts/challenges.ts";
import { createPasskeyCeremonies } from "./accounts/passkey-ceremonies.ts";
import { createSessions } from "./accounts/session-cookie.ts";
import { deleteExpiredSessions } from "./accounts/session-store.ts";
import { type Catalogue, openCatalogue } from "./catalogue/catalogue.ts";
import { createCatalogueGet } from "./catalogue/catalogue-get.ts";
import { listCatalogue } from "./catalogue/daily-listing.ts";
import { mountCatalogueRoutes } from "./catalogue/catalogue-routes.ts";
import { addressLimiter } from "./client-address.ts";
import { type ClientFiles, clientFiles, openClientFiles } from "./client-files.ts";
import { dataMap } from "./data-map/data-map.ts";
import type { Database } from "./database/open-database.ts";
import { type Clock, dayOf } from "./days.ts";
import { demoLinks } from "./demo-links.ts";
import { createEventHub, type EventHub } from "./event-hub.ts";
import { type Expiry, startExpiry } from "./expiry.ts";
import { callSites, type Log } from "./log.ts";
import { expireMedia } from "./media/forget-media.ts";
import { mountMediaRoutes } from "./media/media-routes.ts";
import { openPictures, type Pictures } from "./media/pictures.ts";
import { answered, mountRoute, type RouteMount } from "./mount-route.ts";
import { mountOperatorRoute, openOperatorKeys, type OperatorKeys } from "./operator-keys.ts";
import { joinOtherServers } from "./other-servers.ts";
import { mountPageRoutes } from "./pages/page-routes.ts";
import { problemOf, sendProblem } from "./problems.ts";
import { openDayKeys } from "./relay/day-keys.ts";
import { createRelay, type Relay } from "./relay/relay.ts";
import { createRelayPost } from "./relay/relay-post.ts";
import { mountRelayRoutes } from "./relay/relay-routes.ts";
import { type ClientRelease, mountReleaseRoute, openRelease } from "./release/release.ts";
import { refuseOtherOrigins, refuseStray } from "./request-guards.ts";
import { securityHeaders } from "./security-headers.ts";
import type { Settings } from "./settings.ts";
import { createSignedRequests } from "./signed-requests.ts";
import { mountSpaceRoutes } from "./spaces/space-routes.ts";
import { openInstanceKey } from "./statements/instance-key.ts";
import { createStoredCounts, mountStoredRoute } from "./stored/stored-counts.ts";
import { openStatements, type Statements } from "./statements/statements.ts";
import { mountStatementRoutes } from "./statements/statement-routes.ts";
import { mountLogRoutes } from "./transparency/log-routes.ts";
import { openLog } from "./transparency/open-log.ts";
import type { TransparencyLog } from "./transparency/transparency-log.ts";
import { forgetAccountDraws } from "./tokens/account-draw-store.ts";
import { forgetPartyDraws } from "./tokens/party-draw-store.ts";
import { forgetSpent } from "./tokens/spent-store.ts";
import { createIssuer, type Issuer, lastForgottenEpoch } from "./tokens/issuer.ts";
import { openIssuerKeys } from "./tokens/issuer-keys.ts";
import { createTokenKeys, type TokenKeys } from "./tokens/token-keys.ts";
import { mountTokenRoutes } from "./tokens/token-routes.ts";
import { openWitness } from "./witness/open-witness.ts";
import { mountWitnessRoutes } from "./witness/witness-routes.ts";
import type { WitnessRounds } from "./witness/witness-rounds.ts";

/** What the server is made from. The database is open and migrated; whoever opened it closes it. */
export interface AppParts {
  readonly settings: Settings;
  readonly database: Database;
  readonly log: Log;
  /** Milliseconds; `Date.now` by default. */
  readonly clock?: Clock;
}

/** The whole server behind one listener of `node:http`. */
export interface App {
  readonly listener: RequestListener;
  readonly hub: EventHub;
  readonly statements: Statements;
  readonly catalogue: Catalogue;
  readonly pictures: Pictures;
  readonly issuer: Issuer;
  readonly expiry: Expiry;
  readonly transparency: TransparencyLog;
  readonly rounds: WitnessRounds;
  /** Ends streams and the hourly duties, and waits for what is on its way into the database. */
  close(): Promise<void>;
}

/** Builds the server. Reads all statements first, so that the first reader finds a catalogue. */
export async function createApp(parts: AppParts): Promise<App> {
  await ready();
  const { settings, database, log, clock = Date.now } = parts;
  const { db } = database;
  const hub = createEventHub();
  const instanceKey = openInstanceKey(settings.dataDir, settings.instanceKey);
  const operatorKeys = openOperatorKeys(settings.dataDir);
  const transparency = await openLog({ db, instanceKey, operatorKeys, origin: settings.origin });
  const statements = await openStatements({ db, clock, instanceKey, transparency, operatorKeys, log });
  const { clientDir } = settings;
  const files = openClientFiles(clientDir, log);
  const witness = openWitness({
    policy: settings.instance.witnesses,
    origin: settings.origin,
    key: operatorKeys.witness,
    db,
    clock,
    transparency,
    log,
  });
  const { rounds } = witness;
  rounds.ask();
  statements.onChange(({ statement }) => {
    if (isLogged(statement.type)) rounds.ask();
  });
  const catalogue = await openCatalogue({ statements, hub, log });
  const pictures = await openPictures({ db, statements, hub, log });
  const dayKeys = openDayKeys(join(settings.dataDir, "day-keys"));
  const relay = createRelay({ db, dayKeys, hub, clock });
  const tokenKeys = createTokenKeys(statements.book, clock);
  const issuerKeys = openIssuerKeys(join(settings.dataDir, "token-keys"));
  const issuer = createIssuer({ statements, operator: operatorKeys.operator, keys: issuerKeys, clock, log });
  await issuer.renew();
  statements.onChange(({ statement }) => {
    if (statement.type !== "instance") return;
    issuer.renew().catch((thrown: unknown) => log.error("token keys failed", { stack: callSites(thrown) }));
  });
  const expiry = startExpiry(
    [
      () => issuer.renew(),
      () => forgetAccountDraws(db, epochOf(clock()), lastForgottenEpoch(clock())),
      () => forgetPartyDraws(db, epochOf(clock())),
      () => forgetSpent(db, lastForgottenEpoch(clock())),
      () => relay.expire(),
      () => deleteExpiredSessions(db, dayOf(clock())),
      () => expireMedia(db, clock, statements.book),
      () => listCatalogue({ db, clock, statements, operator: operatorKeys.operator }),
      // A cosignature says when the log was last seen: that must not get old where nothing changes.
      async () => witness.ask(),
      // Also finds what another server of the same database was brought.
      async () => pictures.changed(),
    ],
    log,
  );
  const limiter = addressLimiter(settings.relayPerMinute, settings.trustProxy);
  const { hasRoom } = database;
  const relayPost = createRelayPost({
    relay,
    tokenKeys,
    limiter,
    log,
    hasRoom,
    replyBuckets: () => catalogue.replyBuckets(),
  });
  const catalogueGet = createCatalogueGet({ catalogue, log });
  const { databaseUrl } = settings;
  const others = databaseUrl === undefined ? null : joinOtherServers(databaseUrl, { hub, statements, log });
  // Once the others would be told of it.
  const release = await openRelease({ statements, operator: operatorKeys.operator, files, clientDir, clock, log });
  const framework = createFramework({
    settings,
    database,
    log,
    clock,
    hub,
    statements,
    catalogue,
    pictures,
    relay,
    operatorKeys,
    transparency,
    tokenKeys,
    issuer,
    files,
    release,
    witness,
  });

  return {
    // The relay's posts and the catalogue first: see relay-post.ts and catalogue-get.ts.
    listener: (request, response) => {
      if (!relayPost(request, response) && !catalogueGet(request, response)) framework(request, response);
    },
    hub,
    statements,
    catalogue,
    pictures,
    issuer,
    expiry,
    transparency,
    rounds,
    async close() {
      hub.close();
      await expiry.stop();
      await issuer.settled();
      await relay.idle();
      await release.settled();
      await statements.close();
      await witness.close();
      await others?.close();
      await catalogue.settled();
      await pictures.close();
    },
  };
}

interface FrameworkParts extends Required<AppParts> {
  readonly hub: EventHub;
  readonly statements: Statements;
  readonly catalogue: Catalogue;
  readonly pictures: Pictures;
  readonly relay: Relay;
  readonly operatorKeys: OperatorKeys;
  readonly transparency: TransparencyLog;
  readonly tokenKeys: TokenKeys;
  readonly issuer: Issuer;
  readonly files: ClientFiles;
  readonly release: ClientRelease;
  readonly witness: ReturnType<typeof openWitness>;
}

function createFramework(parts: FrameworkParts): express.Express {
  const { settings, database, log, clock, hub, statements, catalogue, pictures, relay, files } = parts;
  const { db } = database;
  const writes = addressLimiter(settings.writesPerMinute, settings.trustProxy);
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", settings.trustProxy);
  app.use(securityHeaders(settings));
  app.use(["/relay", "/spaces"], refuseStray("cookie-and-referrer"));
  app.use(["/statements", "/catalogue", "/log", "/pictures", "/witness"], refuseStray("cookie"));
  app.use("/account", refuseOtherOrigins(settings.origin));

  // Addresses are told apart to the letter, as the keys in them are.
  const router = Router({ caseSensitive: true, strict: true });
  const mount: RouteMount = { router, signedRequests: createSignedRequests(clock), log, hasRoom: database.hasRoom };
  const relyingParty = {
    id: settings.rpId,
    origin: settings.origin,
    name: () => statements.book.instance()?.statement.body.name ?? "SmartketPlace",
  };
  const sessions = createSessions(db, clock);
  const accountLimiter = addressLimiter(settings.accountPerMinute, settings.trustProxy);
  mountAccountRoutes(mount, {
    db,
    clock,
    ceremonies: createPasskeyCeremonies(relyingParty, createChallenges(clock)),
    sessions,
    limiter: accountLimiter,
  });
  const { tokenKeys, issuer } = parts;
  mountTokenRoutes(mount, { db, book: statements.book, issuer, sessions, accountLimiter, partyLimiter: writes });
  mountSpaceRoutes(mount, { db, hub, clock, limiter: writes, tokenKeys });
  mountRelayRoutes(mount, { relay, hub, clock, replyBuckets: () => catalogue.replyBuckets() });
  mountStatementRoutes(mount, statements, writes);
  mountOperatorRoute(mount, parts.operatorKeys, async () => (await parts.transparency.checkpoint()).origin);
  mountReleaseRoute(mount, parts.release);
  mountLogRoutes(mount, parts.transparency);
  mountWitnessRoutes(mount, parts.witness, writes);
  mountCatalogueRoutes(mount, db, hub);
  mountMediaRoutes(mount, { db, clock, book: statements.book, limiter: writes, pictures });
  mountOperation(mount, database);
  mountStoredRoute(mount, createStoredCounts(db, clock));
  const pages = mountPageRoutes(mount, {
    statements,
    instance: settings.instance,
    origin: settings.origin,
    files,
    clock,
    limiter: addressLimiter(settings.pagesPerMinute, settings.trustProxy),
  });
  app.use(router);
  app.get("/demo.json", demoLinks(settings));
  app.use(clientFiles(files, pages));
  app.use((_request, response) => sendProblem(response, "request/not-found"));
  app.use(problemHandler(log));
  return app;
}

function mountOperation(mount: RouteMount, database: Database): void {
  const json = JSON.stringify(dataMap());
  mountRoute(mount, "health", async () => ({ status: "ok" as const }));
  mountRoute(mount, "ready", async ({ response }) => {
    const answers = await database.answers();
    if (!answers) response.status(503);
    return { status: answers ? ("ok" as const) : ("unavailable" as const) };
  });
  mountRoute(mount, "dataMap", async ({ response }) => {
    response.set("Cache-Control", "public, max-age=3600").type("application/json").send(json);
    return answered;
  });
}

/** The last word on every error: a problem of the table, constant text, and the call sites in the log. */
function problemHandler(log: Log): ErrorRequestHandler {
  return (thrown: unknown, request, response, _next) => {
    const { code, extra } = problemOf(thrown);
    if (code === "server/unexpected" || code === "database/unavailable") {
      log.error("request failed", { code, stack: callSites(thrown) });
    }
    // A body that was refused unread must not be taken for the next request.
    if (!request.complete) response.setHeader("Connection", "close");
    sendProblem(response, code, extra);
  };
}
