import { fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { onLadder, recordLadder } from "../../crypto/padding.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import type { AddressLimiter } from "../client-address.ts";
import type { Db } from "../database/open-database.ts";
import { type Clock, dayOf } from "../days.ts";
import type { EventHub } from "../event-hub.ts";
import { mountRoute, type RouteMount } from "../mount-route.ts";
import { ProblemError } from "../problems.ts";
import type { TokenKeys } from "../tokens/token-keys.ts";
import { deleteSpace, listRecords, openSpace, spaceHead, writeRecord, type Written } from "./space-store.ts";

/** Topic of {@link EventHub}. */
export const spaceTopic = (space: string): string => `space ${space}`;

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64url");
}

const refusals = { "no-space": "space/unknown", "no-record": "record/unknown", full: "space/full" } as const;

function settled(written: Written): { revision: number; change: number } {
  if (written.outcome === "written") return { revision: written.revision, change: written.change };
  if (written.outcome !== "conflict") throw new ProblemError(refusals[written.outcome]);
  const { current } = written;
  const sealed = current === null || current.sealed === null ? null : base64url(current.sealed);
  throw new ProblemError("record/conflict", { current: { revision: current?.revision ?? 0, sealed } });
}

/** Spaces and their records: ciphertext that belongs to a key, and nothing about whose key that is. */
export function mountSpaceRoutes(
  mount: RouteMount,
  parts: { db: Db; hub: EventHub; clock: Clock; limiter: AddressLimiter; tokenKeys: TokenKeys },
): void {
  const { db, hub, clock, limiter, tokenKeys } = parts;

  mountRoute(mount, "openSpace", async ({ key, body, request }) => {
    await limiter.consume(request);
    const payment = await tokenKeys.redeem("space", fromBase64url(body.token));
    const head = await openSpace(db, fromBase64url(key), payment, dayOf(clock()));
    if (head === null) throw new ProblemError("token/spent");
    return { head };
  });

  mountRoute(mount, "deleteSpace", async ({ key }) => {
    if (!(await deleteSpace(db, fromBase64url(key)))) throw new ProblemError("space/unknown");
    hub.publish(spaceTopic(key));
  });

  mountRoute(mount, "listRecords", async ({ key, query, response }) => {
    const space = fromBase64url(key);
    const head = await spaceHead(db, space);
    if (head === null) throw new ProblemError("space/unknown");
    const { records, more } = await listRecords(db, space, query.after, limits.recordsPerPageMax);
    response.set("Cache-Control", "no-store");
    return {
      // A change may have been written between the two reads.
      head: Math.max(head, records.at(-1)?.change ?? 0),
      more,
      records: records.map(({ id, revision, change, sealed }) => ({
        id: toBase64url(id),
        revision,
        change,
        sealed: sealed === null ? null : base64url(sealed),
      })),
    };
  });

  const write = async (key: string, record: string | undefined, base: number, sealed: Uint8Array | null) => {
    const place = { space: fromBase64url(key), id: fromBase64url(record ?? ""), base };
    const written = settled(await writeRecord(db, place, sealed));
    hub.publish(spaceTopic(key));
    return written;
  };

  mountRoute(mount, "putRecord", async ({ key, params, query, body }) => {
    if (!onLadder(recordLadder, body.length)) throw new ProblemError("record/size");
    return write(key, params["record"], query.base, body);
  });

  mountRoute(mount, "deleteRecord", async ({ key, params, query }) => write(key, params["record"], query.base, null));

  mountRoute(mount, "spaceEvents", async ({ key, response }) => hub.stream(spaceTopic(key), response));
}
