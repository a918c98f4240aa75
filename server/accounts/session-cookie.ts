import { createHash, randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import type { Db } from "../database/open-database.ts";
import { addDays, type Clock, dayOf } from "../days.ts";
import { ProblemError } from "../problems.ts";
import { deleteSession, extendSession, findSession, insertSession } from "./session-store.ts";

const cookieName = "sp_session";
/** Days for which signing in holds, counted from the last draw of tokens. */
export const sessionDays = 30;

/** Its path keeps it from ever being sent to the relay, spaces or statements; those refuse any cookie. */
const cookieOptions = { httpOnly: true, sameSite: "strict", secure: true, path: "/account" } as const;

/** A session as a request showed it. */
export interface Session {
  readonly account: Uint8Array;
  readonly tokenHash: Uint8Array;
}

/** Sessions of people, and the cookie that carries them. */
export interface Sessions {
  /** Begins a session and sets its cookie. */
  begin(account: Uint8Array, response: Response): Promise<void>;
  /** The session of a request. Throws `account/signed-out`. */
  require(request: Request): Promise<Session>;
  /** Lets the request's session hold as long again from today: a device that is used stays signed in. */
  extend(request: Request, response: Response): Promise<void>;
  /** Ends the request's session, if it has one, and takes the cookie back. */
  end(request: Request, response: Response): Promise<void>;
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(Buffer.from(token, "base64url")).digest();
}

function tokenOf(request: Request): string | null {
  const match = /(?:^|;\s*)sp_session=([\w-]{43})(?:;|$)/.exec(request.headers.cookie ?? "");
  return match?.[1] ?? null;
}

/** Sessions in the database, by the hash of 32 random bytes that only the cookie holds. */
export function createSessions(db: Db, clock: Clock): Sessions {
  return {
    async begin(account, response) {
      const token = randomBytes(32).toString("base64url");
      const expiresOn = addDays(dayOf(clock()), sessionDays);
      await insertSession(db, { tokenHash: hashOf(token), account, expiresOn });
      response.cookie(cookieName, token, { ...cookieOptions, maxAge: sessionDays * 86_400_000 });
    },
    async require(request) {
      const token = tokenOf(request);
      const tokenHash = token === null ? null : hashOf(token);
      const account = tokenHash === null ? null : await findSession(db, tokenHash, dayOf(clock()));
      if (tokenHash === null || account === null) throw new ProblemError("account/signed-out");
      return { account, tokenHash };
    },
    async extend(request, response) {
      const token = tokenOf(request);
      if (token === null) return;
      await extendSession(db, hashOf(token), addDays(dayOf(clock()), sessionDays));
      response.cookie(cookieName, token, { ...cookieOptions, maxAge: sessionDays * 86_400_000 });
    },
    async end(request, response) {
      const token = tokenOf(request);
      if (token !== null) await deleteSession(db, hashOf(token));
      response.clearCookie(cookieName, cookieOptions);
    },
  };
}
