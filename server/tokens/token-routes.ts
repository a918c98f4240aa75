import { createHash } from "node:crypto";
import type { Response } from "express";
import { fromBase64url } from "../../crypto/bytes.ts";
import { tokenPurpose } from "../../crypto/protocol/statements.ts";
import { accountBatch, partyBatch, partyBatchesMax } from "../../crypto/protocol/token-epochs.ts";
import type { Sessions } from "../accounts/session-cookie.ts";
import type { AddressLimiter } from "../client-address.ts";
import type { Db } from "../database/open-database.ts";
import { mountRoute, type RouteMount } from "../mount-route.ts";
import { ProblemError } from "../problems.ts";
import type { StatementBook } from "../statements/statement-book.ts";
import { noteAccountDraw } from "./account-draw-store.ts";
import { notePartyDraw } from "./party-draw-store.ts";
import type { Issuer } from "./issuer.ts";

interface Parts {
  readonly db: Db;
  readonly book: StatementBook;
  readonly issuer: Issuer;
  readonly sessions: Sessions;
  readonly accountLimiter: AddressLimiter;
  readonly partyLimiter: AddressLimiter;
}

const digestOf = (batch: Uint8Array): Buffer => createHash("sha256").update(batch).digest();

function send(response: Response, answer: Uint8Array): void {
  response.set("Cache-Control", "no-store").type("application/octet-stream").send(Buffer.from(answer));
}

function batchNumber(text: string | undefined): number {
  const number = /^\d{1,2}$/.test(text ?? "") ? Number(text) : partyBatchesMax;
  if (number >= partyBatchesMax || String(number) !== text) throw new ProblemError("request/not-found");
  return number;
}

/**
 * Draws of tokens: blind, so that nothing here can be found again where they are spent. A draw is noted before it is
 * signed; one whose answer was lost is repeated.
 */
export function mountTokenRoutes(mount: RouteMount, parts: Parts): void {
  const { db, book, issuer, sessions, accountLimiter, partyLimiter } = parts;

  mountRoute(mount, "drawTokens", async ({ params, body, request, response }) => {
    await accountLimiter.consume(request);
    const { account } = await sessions.require(request);
    const purpose = tokenPurpose.safeParse(params["purpose"]);
    if (!purpose.success) throw new ProblemError("request/not-found");
    const batch = issuer.check(purpose.data, body, accountBatch[purpose.data]);
    const draw = { account, purpose: purpose.data, epoch: batch.epoch, request: digestOf(body) };
    if (!(await noteAccountDraw(db, draw))) throw new ProblemError("token/drawn");
    // Whoever draws each week need not sign in again each month.
    await sessions.extend(request, response);
    send(response, await batch.sign());
  });

  mountRoute(mount, "drawPartyTokens", async ({ key, params, body, request, response }) => {
    await partyLimiter.consume(request);
    const number = batchNumber(params["batch"]);
    if (!book.isAccredited(key)) throw new ProblemError("token/not-accredited");
    const batch = issuer.check("relay", body, partyBatch);
    const draw = { party: fromBase64url(key), epoch: batch.epoch, batch: number, request: digestOf(body) };
    if (!(await notePartyDraw(db, draw))) throw new ProblemError("token/drawn");
    send(response, await batch.sign());
  });
}
