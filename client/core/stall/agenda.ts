import { z } from "zod";
import { toBase64url, utf8 } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { cellMinutesOf, takenTimesOf } from "../../../crypto/protocol/agenda.ts";
import type { Party } from "../../../crypto/protocol/exports.ts";
import { digestName } from "../../../crypto/hash.ts";
import { clock, day } from "../../../crypto/protocol/primitives.ts";
import { agendaSubject } from "../../../crypto/protocol/statements.ts";
import { randomBytes } from "../../../crypto/sodium.ts";
import {
  acceptedTimes,
  type ClosedTimes,
  closedTimesMax,
  closedTimesOf,
  closedTimesSubject,
} from "../desk/appointments.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { say, type Voice } from "./publishing.ts";
import type { Stall } from "./stall.ts";

/** What was last said of the agenda: the record `stall/agenda-said`. */
interface Said {
  readonly digest: string;
  readonly revision: number;
}

const saidSubject = "stall/agenda-said";

const closing = z
  .strictObject({ day, from: clock, to: clock, places: z.int().min(1).max(50) })
  .refine(({ from, to }) => from < to);

/** What a stall says of its agenda: counts by time, of appointments and of times closed by hand alike. */
export function createAgenda(parts: {
  readonly now: () => number;
  readonly today: () => string;
  readonly spaceOf: (partyId: string) => Promise<SyncedSpace>;
  readonly voiceOf: (partyId: string) => Voice;
  readonly pageOf: (space: SyncedSpace, partyId: string) => Party;
  readonly exclusive: <T>(partyId: string, work: () => Promise<T>) => Promise<T>;
}): Pick<Stall, "publishAgenda" | "closeTime" | "reopenTime"> {
  const { now, today, spaceOf, voiceOf, pageOf, exclusive } = parts;

  async function publish(space: SyncedSpace, partyId: string): Promise<void> {
    const said = space.get<Said>(saidSubject);
    const agenda = pageOf(space, partyId).ordering?.appointments;
    // Who keeps no agenda, and never did, need not say that it is empty.
    if (agenda === undefined && said === null) return;
    const spans = [...acceptedTimes(space, now()), ...closedTimesOf(space, today())];
    const taken = takenTimesOf(spans, agenda ? cellMinutesOf(agenda) : 15, today());
    const digest = digestName(utf8(JSON.stringify(taken)));
    if (said?.digest === digest) return;
    const revision = await say(voiceOf(partyId), "stock", agendaSubject, { levels: {}, taken }, said?.revision);
    await space.update<Said>(saidSubject, () => ({ digest, revision }));
  }

  return {
    publishAgenda: (partyId) => exclusive(partyId, async () => publish(await spaceOf(partyId), partyId)),
    closeTime: (partyId, time) =>
      exclusive(partyId, async () => {
        const result = closing.safeParse(time);
        if (!result.success) throw new CodedError("agenda/malformed", "This is not a time of a day.", result.error);
        const space = await spaceOf(partyId);
        const kept = closedTimesOf(space, today());
        if (kept.length >= closedTimesMax) throw new CodedError("agenda/too-many", "Too many times are closed.");
        const closed = { id: toBase64url(randomBytes(16)), ...result.data };
        await space.update<ClosedTimes>(closedTimesSubject, () => ({ times: [...kept, closed] }));
        await publish(space, partyId);
      }),
    reopenTime: (partyId, id) =>
      exclusive(partyId, async () => {
        const space = await spaceOf(partyId);
        const kept = closedTimesOf(space, today()).filter((time) => time.id !== id);
        await space.update<ClosedTimes>(closedTimesSubject, () => ({ times: kept }));
        await publish(space, partyId);
      }),
  };
}
