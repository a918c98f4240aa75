import type { LogFields } from "../log.ts";
import { declare, type Declared } from "./declaration.ts";

const kept = "as long as the operator keeps the log; nothing in it is about a person";

/** Every field of a log line. `LogFields` is the type that the log accepts: one that is missing here does not compile. */
export const logFields: Readonly<Record<keyof LogFields | "level" | "time" | "msg", Declared>> = {
  level: declare("operational", "how serious it is", kept),
  time: declare("operational", "when it happened: of the server's own events; requests are logged at debug only", kept),
  msg: declare("operational", "constant text of this program", kept),
  route: declare("operational", "name of a route, never a path", kept),
  status: declare("operational", "how it was answered", kept),
  durationMs: declare("operational", "how long it took", kept),
  code: declare("operational", "constant code of a problem", kept),
  stack: declare("operational", "lines of this program, without the error's message", kept),
  count: declare("counter", "how many of something", kept),
};
