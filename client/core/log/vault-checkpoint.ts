import { dayAt } from "../catalogue/wall-clock.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import type { Trust } from "./trust.ts";

/** The newest checkpoint that one of a person's devices verified: the record `log-seen` of the personal space. */
interface LogSeen {
  readonly origin: string;
  readonly note: string;
  /** Rises with each writing, so that a day on which the log did not grow looks like any other. */
  readonly turn: number;
}

const subject = "log-seen";
/** On which day this device last carried what it knows into the space. */
const carriedKey = "log-seen-carried";

/**
 * Carries the last verified checkpoint into the person's space, and holds against it what a new device is shown: a server
 * cannot show another log to a device that has just been taken out of its box. It is written when somebody signs in and
 * at the first verification of each day, whatever happened: it tells the server no more than that the device is in use.
 * Returns the function that ends it.
 */
export function followVaultCheckpoint(parts: {
  readonly platform: Platform;
  readonly session: Session;
  readonly trust: Trust;
}): () => void {
  const { platform, session, trust } = parts;
  const { store, leadership } = platform;
  const today = (): string => dayAt(platform.now(), platform.instance.timeZone);
  let heard = "";
  let spaceId = "";
  let endSpace = (): void => undefined;
  let carrying = false;

  function hear(): void {
    const seen = session.personal?.get<LogSeen>(subject) ?? null;
    const last = trust.lastNote();
    // Of a log that the market has given up nothing follows for the new one.
    if (seen === null || last === null || seen.origin !== last.origin || seen.note === heard) return;
    heard = seen.note;
    if (seen.note !== last.note) trust.heardNote(seen.note);
  }

  async function carry(): Promise<void> {
    const { personal } = session;
    const last = trust.lastNote();
    if (personal === null || last === null || !leadership.leading || trust.hold !== null) return;
    const key = `${carriedKey}/${personal.id}`;
    if ((await store.get("device-state", key)) === today()) return;
    // What other devices saw comes first: a log that contradicts it is not written over it.
    await personal.pull();
    hear();
    await trust.check();
    const now = trust.lastNote();
    if (now === null || trust.hold !== null) return;
    await personal.update<LogSeen>(subject, (current) => ({ ...now, turn: (current?.turn ?? 0) + 1 }));
    await store.write([{ table: "device-state", key, value: today() }]);
  }

  function look(): void {
    const { personal } = session;
    if (personal !== null && personal.id !== spaceId) {
      spaceId = personal.id;
      endSpace();
      endSpace = personal.subscribe((subjects) => {
        if (subjects.includes(subject)) hear();
      });
    }
    hear();
    if (carrying) return;
    carrying = true;
    carry()
      .catch(() => undefined)
      .finally(() => {
        carrying = false;
      });
  }

  const ends = [trust.subscribe(look), session.subscribe(look)];
  look();
  return () => {
    endSpace();
    for (const end of ends) end();
  };
}
