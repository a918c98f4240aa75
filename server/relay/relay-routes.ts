import { concat, u32 } from "../../crypto/bytes.ts";
import { day as dayForm } from "../../crypto/protocol/primitives.ts";
import type { EventHub } from "../event-hub.ts";
import { type RouteMount, mountRoute } from "../mount-route.ts";
import { ProblemError } from "../problems.ts";
import { addDays, type Clock, dayOf } from "../days.ts";
import { boardTopic, inboxTopic, type ListedEnvelope, type Relay } from "./relay.ts";

function u64(value: number): Uint8Array {
  return concat(u32(Math.floor(value / 2 ** 32)), u32(value % 2 ** 32));
}

/** `u64 cursor | u32 length | content`, one after the other. */
function frames(listed: readonly ListedEnvelope[]): Buffer {
  return Buffer.concat(listed.flatMap(({ cursor, content }) => [u64(cursor), u32(content.length), content]));
}

function bucketOf(text: string | undefined, buckets: number): number {
  if (text === undefined || !/^(0|[1-9]\d{0,4})$/.test(text) || Number(text) >= buckets) {
    throw new ProblemError("board/unknown");
  }
  return Number(text);
}

/** All of the relay but its two posts, which `relay-post.ts` takes before Express. */
export function mountRelayRoutes(
  mount: RouteMount,
  parts: { relay: Relay; hub: EventHub; clock: Clock; replyBuckets: () => number },
): void {
  const { relay, hub, clock, replyBuckets } = parts;

  mountRoute(mount, "listEnvelopes", async ({ key, query, response }) => {
    const body = frames(await relay.listInbox(key, query.after));
    response.set("Cache-Control", "no-store").type("application/octet-stream").send(body);
  });

  mountRoute(mount, "acknowledge", async ({ key, body }) => relay.acknowledge(key, body.cursors));

  mountRoute(mount, "inboxEvents", async ({ key, response }) => hub.stream(inboxTopic(key), response));

  mountRoute(mount, "boardEvents", async ({ params, response }) => {
    hub.stream(boardTopic(bucketOf(params["bucket"], replyBuckets())), response);
  });

  mountRoute(mount, "listReplies", async ({ params, query, response }) => {
    const day = dayForm.safeParse(params["day"]);
    if (!day.success) throw new ProblemError("board/unknown");
    // The number of boards may have shrunk since that day: any number that could have been one is answered.
    const bucket = bucketOf(params["bucket"], 65_536);
    const body = frames(await relay.listBoard(day.data, bucket, query.after));
    // A board of the past is complete; one day of grace for clocks and for posts under way at midnight.
    const complete = day.data < addDays(dayOf(clock()), -1);
    response.set("Cache-Control", complete ? "public, max-age=3600" : "no-cache");
    response.type("application/octet-stream").send(body);
  });
}
