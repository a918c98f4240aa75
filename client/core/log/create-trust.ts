import { CodedError, isCodedError } from "../../../crypto/coded-error.ts";
import { type LinkFacts, noFacts } from "../../../crypto/protocol/key-chains.ts";
import type { SeenCheckpoint } from "../../../crypto/protocol/order-messages.ts";
import type { WitnessPolicy } from "../../../crypto/protocol/witness-policy.ts";
import type { TrustView } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Platform } from "../platform.ts";
import type { TopicHub } from "../topics.ts";
import type { Discrepancy } from "./currency.ts";
import type * as LogTools from "./log-monitor.ts";
import type { LogMonitor } from "./log-monitor.ts";
import type { Finding, LogName } from "./log-sync.ts";
import { linkFactsOf, noteRecoveries, sameFacts } from "./link-facts.ts";
import { canEnd, isOfCatalogue, type Refusal } from "./refusal.ts";
import { settle } from "./settle.ts";
import type { AskedLog, Trust } from "./trust.ts";
import { trustView } from "./trust-view.ts";
import { createVouching } from "./vouching.ts";

/** The log is asked again after so long, and when the catalogue has changed. */
const checkMs = 10 * 60_000;
/** Changes of the catalogue come in groups. */
const settleMs = 500;
/** After a failure of the network. */
const retryMs = 30_000;
/** How long what was verified counts without a new look. */
export const freshMsMax = 48 * 3_600_000;
/** Checkpoints of others that are larger than what is known here, remembered until the log was asked. */
const heardMax = 16;

const refusalKey = "refusal";
const renewedKey = "renewed";

/** What stands in the local store about a log that was refused. */
interface StoredRefusal extends Refusal {
  readonly origin: string;
}

/**
 * Follows the market's log over a platform. Provides the topic `trust`. What costs time is loaded with the first check,
 * which begins when the catalogue is there and verified: never before the first goods.
 */
export function createTrust(parts: {
  readonly platform: Platform;
  readonly catalogue: Catalogue;
  readonly hub: TopicHub;
  /** Whose cosignatures are asked for: by default what the instance's file says. */
  readonly policy?: WitnessPolicy | null;
}): Trust {
  const { platform, catalogue, hub } = parts;
  const { store, leadership } = platform;
  const listeners = new Set<() => void>();
  let monitor: LogMonitor | null = null;
  let tools: typeof LogTools | null = null;
  let refusal: StoredRefusal | null = null;
  let renewedOn: string | null = null;
  let progress: TrustView["progress"] = null;
  let unreachable = false;
  /** What differed when both sides had been asked anew, by identity: the party it concerns is not written to. */
  let unsettled: readonly Discrepancy[] = [];
  let checkedEdition: string | null = null;
  let checking: Promise<void> | null = null;
  let again = false;
  let loaded: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let started = false;
  const later: SeenCheckpoint[] = [];
  let facts: LinkFacts = noFacts;

  const tell = (): void => {
    hub.changed("trust");
    for (const listener of [...listeners]) listener();
  };

  /** Nobody has founded a market here: there is nothing that could be vouched for, and nobody to write to. */
  const unfounded = (): boolean => catalogue.instanceKey === null && catalogue.view.state === "complete";

  const isFresh = (): boolean => {
    const head = monitor?.head ?? null;
    return head !== null && platform.now() - head.checkedAt <= freshMsMax;
  };

  function hold(): Trust["hold"] {
    if (refusal !== null) return "refused";
    return unfounded() || isFresh() ? null : "checking";
  }

  const view = (): TrustView =>
    trustView({
      monitor,
      isFresh: isFresh(),
      unreachable,
      refusal,
      unsettled,
      progress,
      renewedOn,
      rootOf: (key) => catalogue.chains.rootOf(key),
    });

  /** Reads what an earlier start left: above all that the market is refused. */
  async function load(): Promise<void> {
    refusal = ((await store.get("log", refusalKey)) ?? null) as StoredRefusal | null;
    renewedOn = ((await store.get("log", renewedKey)) ?? null) as string | null;
  }

  /** The log of the market's own, verified statement; before it came, the one that was followed here. */
  async function nameNow(): Promise<LogName | null> {
    const named = catalogue.instanceStatement?.body.log;
    if (named !== undefined) return named;
    return tools?.storedHead(store) ?? null;
  }

  async function follow(name: LogName): Promise<LogMonitor> {
    if (monitor !== null && monitor.name.origin === name.origin && monitor.name.key === name.key) return monitor;
    const { openLogMonitor, storedHead } = (tools ??= await import("./log-monitor.ts"));
    const before = await storedHead(store);
    // Only the market's own key can name another log. It begins anew, and screens say so.
    if (before !== null && before.origin !== name.origin) {
      monitor = null;
      refusal = null;
      unsettled = [];
      later.splice(0);
      renewedOn = new Date(platform.now()).toISOString().slice(0, 10);
      await store.clear(["log"]);
      await store.write([{ table: "log", key: renewedKey, value: renewedOn }]);
    }
    monitor = await openLogMonitor(platform, name);
    await learnKeys(monitor);
    return monitor;
  }

  /** Tells the catalogue what the log says about keys that follow one another. */
  async function learnKeys(following: LogMonitor): Promise<void> {
    const known = await linkFactsOf(store, following.replica);
    if (sameFacts(known, facts)) return;
    facts = known;
    catalogue.setLinkFacts(known);
  }

  async function refuse(
    following: LogMonitor,
    finding: Finding,
    differing: readonly Discrepancy[] = [],
  ): Promise<void> {
    const { evidenceOf } = (tools ??= await import("./log-monitor.ts"));
    // What was found first is what is kept: what came of it is no news.
    if (refusal !== null && (refusal.reason === finding.reason || !canEnd(refusal))) return;
    const on = new Date(platform.now()).toISOString();
    const evidence = await evidenceOf(following, finding, differing, on, (digest) => catalogue.wire(digest));
    refusal = { reason: finding.reason, on, evidence, origin: following.name.origin };
    await store.write([{ table: "log", key: refusalKey, value: refusal }]);
    leadership.tell({ about: "log" });
    tell();
  }

  async function believe(): Promise<void> {
    if (refusal === null || !canEnd(refusal)) return;
    refusal = null;
    await store.write([{ table: "log", key: refusalKey, remove: true }]);
    leadership.tell({ about: "log" });
  }

  /** Asks the log once. False when it was refused. */
  async function syncOnce(following: LogMonitor): Promise<boolean> {
    const size = following.replica.size;
    const checkedAt = following.head?.checkedAt ?? null;
    const policy = parts.policy ?? tools!.witnessPolicyOf(platform.instance);
    const finding = await following.sync(policy, (done, total) => {
      if (following.head !== null) return;
      progress = { done, total };
      tell();
    });
    unreachable = false;
    if (finding !== null) {
      checkedEdition = catalogue.edition;
      await refuse(following, finding);
      return false;
    }
    if (following.replica.size !== size) {
      await noteRecoveries(store, following.replica, size, checkedAt);
      await learnKeys(following);
      leadership.tell({ about: "log" });
      for (const listener of [...listeners]) listener();
    }
    return true;
  }

  /** Holds what others saw against what is known now. False when it was refused. */
  async function compareHeard(following: LogMonitor): Promise<boolean> {
    for (const seen of later.splice(0)) {
      const answer = following.compare(seen);
      if (answer === "same" || answer === "foreign") continue;
      // The log was asked a moment ago, and showed less than it has signed for somebody else.
      const offered = (tools ??= await import("./log-monitor.ts")).noteOf(following.name, seen);
      const finding: Finding = answer === "later" ? { reason: "rollback", offered, history: null } : answer;
      await refuse(following, finding);
      return false;
    }
    return true;
  }

  function differences(following: LogMonitor): Discrepancy[] {
    const { discrepancies } = tools!;
    const stewards = new Set(catalogue.instanceStatement?.body.stewards);
    return discrepancies(catalogue.logged(), following.replica, { instance: catalogue.instanceKey, stewards });
  }

  /** Holds the catalogue against the log, asking both again while they differ. False when it was refused. */
  async function compareCatalogue(following: LogMonitor): Promise<boolean> {
    const settled = await settle({
      known: unsettled,
      differences: () => {
        checkedEdition = catalogue.edition;
        return differences(following);
      },
      askAgain: async () => {
        await catalogue.refresh();
        await catalogue.verified();
        return (await syncOnce(following)) && (await compareHeard(following));
      },
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    if (settled.outcome === "grave") {
      await refuse(following, { reason: settled.reason, offered: null, history: null }, settled.grave);
    }
    if (settled.outcome !== "settled") return false;
    unsettled = settled.unsettled;
    return true;
  }

  async function checkOnce(): Promise<void> {
    await (loaded ??= load());
    await catalogue.verified();
    tools ??= await import("./log-monitor.ts");
    const name = await nameNow();
    if (name === null) return;
    const following = await follow(name);
    if (refusal !== null && !canEnd(refusal)) return;
    // A head that somebody else had seen stays asked for until the log shows it.
    if (refusal?.reason === "rollback" && refusal.evidence.offered !== null) {
      const seen = tools.seenIn(name, refusal.evidence.offered);
      if (seen !== null) later.push(seen);
    }
    const agreed =
      (await syncOnce(following)) && (await compareHeard(following)) && (await compareCatalogue(following));
    if (agreed) await believe();
  }

  async function checkQuietly(): Promise<void> {
    try {
      await leadership.exclusive("log", checkOnce);
    } catch (thrown) {
      // Nothing is known that was not known before; what was verified lately still counts.
      unreachable = true;
      if (!isCodedError(thrown)) throw thrown;
    } finally {
      progress = null;
      tell();
      if (mayCompare() && refusal === null) schedule(settleMs);
      else schedule(unreachable ? retryMs : checkMs * (0.75 + platform.random() / 2));
    }
  }

  /** Whether the catalogue has come to its end, and is another than the one that was compared. */
  function mayCompare(): boolean {
    if (catalogue.edition === checkedEdition) return false;
    const { state } = catalogue.view;
    return state === "complete" || (state === "offline" && monitor === null);
  }

  function check(): Promise<void> {
    if (checking !== null) {
      again = true;
      return checking;
    }
    const work = async (): Promise<void> => {
      do {
        again = false;
        await checkQuietly();
      } while (again);
    };
    checking = work().finally(() => {
      checking = null;
    });
    return checking;
  }

  function schedule(afterMs: number): void {
    if (!started) return;
    clearTimeout(timer);
    timer = setTimeout(() => void check(), afterMs);
  }

  const ended = { catalogue: (): void => undefined };

  function heard(seen: SeenCheckpoint | undefined): void {
    if (seen === undefined || later.length >= heardMax) return;
    const following = monitor;
    const answer = following === null ? "later" : following.compare(seen);
    if (answer === "same" || answer === "foreign") return;
    if (answer !== "later" && following !== null) {
      void leadership.exclusive("log", () => refuse(following, answer));
      return;
    }
    later.push(seen);
    void check();
  }

  async function ask(): Promise<AskedLog> {
    await check();
    if (refusal !== null && !isOfCatalogue(refusal)) return { outcome: "refused", refusal };
    const head = monitor?.head ?? null;
    if (unreachable || monitor === null || head === null) {
      throw new CodedError("network/offline", "The market's log cannot be reached.");
    }
    return { outcome: "agreed", replica: monitor.replica, note: head.note };
  }

  const { vouchesFor, vouchesForParty } = createVouching(
    catalogue,
    (shown) =>
      shown !== null &&
      refusal === null &&
      monitor !== null &&
      monitor.head !== null &&
      tools!.discrepancyOf(shown, monitor.replica) === null,
  );

  const trust: Trust = {
    get view() {
      return view();
    },
    get hold() {
      return hold();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    check,
    ask,
    require: async (partyIds) => {
      await (loaded ??= load());
      if (refusal === null && !isFresh() && !unfounded()) await check();
      if (hold() === "refused") throw new CodedError("trust/refused", "This market contradicted itself.");
      if (hold() === "checking") return;
      const vouched = (): boolean => partyIds.every(vouchesForParty);
      if (vouched()) return;
      await check();
      if (hold() === "refused") throw new CodedError("trust/refused", "This market contradicted itself.");
      if (hold() === null && !vouched()) {
        throw new CodedError("trust/absent", "This market's log does not know this party as shown.");
      }
    },
    vouchesFor,
    vouchesForParty,
    lastSeen: () => monitor?.lastSeen() ?? null,
    lastNote: () => (monitor?.head ? { origin: monitor.name.origin, note: monitor.head.note } : null),
    heard,
    heardNote: (note) => {
      const name = monitor?.name;
      if (name === undefined || tools === null) return;
      try {
        heard(tools.seenIn(name, note) ?? undefined);
      } catch {
        // Not a checkpoint of this log: it says nothing.
      }
    },
    entriesBy: (author) => monitor?.replica.entriesBy(author) ?? [],
    entriesOf: (type) => monitor?.replica.entriesOf(type) ?? [],
    evidence: () => (refusal === null ? null : `${JSON.stringify(refusal.evidence, null, 2)}\n`),
    start: () => {
      started = true;
      leadership.onTold(({ about }) => {
        if (about === "log" && started) void load().then(tell);
      });
      const look = (): void => {
        if (checking === null && mayCompare()) schedule(settleMs);
      };
      ended.catalogue = catalogue.subscribe(look);
      void (loaded ??= load()).then(tell);
      look();
    },
    stop: () => {
      started = false;
      clearTimeout(timer);
      ended.catalogue();
    },
  };

  hub.provide("trust", () => trust.view);
  return trust;
}
