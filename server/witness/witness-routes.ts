import { fromUtf8 } from "../../crypto/bytes.ts";
import type { AddressLimiter } from "../client-address.ts";
import { answered, mountRoute, type RouteMount } from "../mount-route.ts";
import type { openWitness } from "./open-witness.ts";

/** The witness of other instances' logs (C2SP tlog-witness), and the keys by which they know it and watch it. */
export function mountWitnessRoutes(
  mount: RouteMount,
  { witness, verifierKeys, releases }: ReturnType<typeof openWitness>,
  limiter: AddressLimiter,
): void {
  mountRoute(mount, "witness", async () => ({ ...(await verifierKeys()), watched: [...releases.current()] }));

  mountRoute(mount, "addCheckpoint", async ({ body, request, response }) => {
    await limiter.consume(request);
    const answer = await witness.addCheckpoint(fromUtf8(body));
    // Not by Express, which would add a character set to what the format names without one.
    response.writeHead(answer.status, { "Content-Type": answer.type, "Cache-Control": "no-store" }).end(answer.body);
    return answered;
  });
}
