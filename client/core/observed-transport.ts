import { isUnreachable, statusOf } from "./network-problem.ts";
import type { Transport } from "./platform.ts";

/** The same transport, telling after each request whether the server could be reached. */
export function observedTransport(transport: Transport, onReach: (reachable: boolean) => void): Transport {
  return {
    request: async (route, options) => {
      try {
        const answer = await transport.request(route, options);
        onReach(true);
        return answer;
      } catch (cause) {
        if (isUnreachable(cause)) onReach(false);
        else if (statusOf(cause) !== null) onReach(true);
        throw cause;
      }
    },
    events: (route, options, onEvent, onState) =>
      transport.events(route, options, onEvent, (connected) => {
        // A stream that ends says little: servers close them too. One that opens says that the server is there.
        if (connected) onReach(true);
        onState?.(connected);
      }),
    ...(transport.look && { look: (path: string) => transport.look!(path) }),
  };
}
