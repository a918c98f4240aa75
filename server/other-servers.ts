import { catalogueTopic } from "./catalogue/catalogue.ts";
import { openServerNotices, type ServerNotices } from "./database/server-notices.ts";
import type { EventHub } from "./event-hub.ts";
import { callSites, type Log } from "./log.ts";
import type { Statements } from "./statements/statements.ts";

const statementsOf = "statements ";

/**
 * Keeps several servers of one PostgreSQL in step: an event on one reaches the streams of the others, and a statement
 * taken in by one is read by the others. Each makes its own catalogue of them.
 */
export function joinOtherServers(
  databaseUrl: string,
  parts: { hub: EventHub; statements: Statements; log: Log },
): ServerNotices {
  const { hub, statements, log } = parts;
  const reload = (author?: string) => {
    statements.reload(author).catch((thrown: unknown) => {
      log.error("statements not read again", { stack: callSites(thrown) });
    });
  };
  const notices = openServerNotices(databaseUrl, {
    notice: (address) => {
      if (address.startsWith(statementsOf)) reload(address.slice(statementsOf.length));
      else hub.deliver(address);
    },
    connected: () => reload(),
  });
  hub.onPublish((topic) => {
    // The others' catalogues change when they have read the statements.
    if (topic !== catalogueTopic) notices.send(topic);
  });
  statements.onChange((signed, here) => {
    if (here) notices.send(`${statementsOf}${signed.statement.author}`);
  });
  return notices;
}
