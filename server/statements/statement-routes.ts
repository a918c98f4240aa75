import type { AddressLimiter } from "../client-address.ts";
import { mountRoute, type RouteMount } from "../mount-route.ts";
import type { Statements } from "./statements.ts";

/** 201 for a statement that became current, 200 for the very bytes that are. */
export function mountStatementRoutes(mount: RouteMount, statements: Statements, limiter: AddressLimiter): void {
  mountRoute(mount, "postStatement", async ({ body, request, response }) => {
    await limiter.consume(request);
    const { digest, repeated } = await statements.accept(body);
    response.status(repeated ? 200 : 201);
    return { digest };
  });
}
