import { toBase64url } from "../../../crypto/bytes.ts";
import { CodedError, isCodedError } from "../../../crypto/coded-error.ts";
import { deriveKey } from "../../../crypto/hash.ts";
import type { TokenPurpose } from "../../../crypto/protocol/exports.ts";
import {
  accountBatch,
  epochOf,
  epochStart,
  neighbourEpoch,
  partyBatch,
  partyBatchesMax,
} from "../../../crypto/protocol/token-epochs.ts";
import type { SigningKeyPair } from "../../../crypto/signature.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Trust } from "../log/trust.ts";
import type { DeviceVault } from "../device-vault.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import { drawBatch } from "./draw-batch.ts";
import { currentKey, drawableKey } from "./drawable-key.ts";
import { refusesToken } from "./refusals.ts";
import { openWallet, type Wallet } from "./wallet.ts";

// Who pays, and when tokens are drawn
//
// A person pays with the tokens of their account, an accredited stall or courier with its own. Both draw in whole batches,
// each week anew, at a moment that chance chose before anything was needed: when somebody draws says nothing about what
// they send. Only whoever has no token at all draws at once, which is a new account, or a stall on its busiest day.

/** The tokens of whoever is signed in on this device. */
export interface Tokens {
  /** A token of this tab at once, or `null`. `payer`: a party, or `null` for the account. */
  takeNow(purpose: TokenPurpose, payer: string | null): string | null;
  /**
   * A token; drawn now when there is none. Throws `token/none` when this week's are spent, `token/unavailable` while none
   * can be drawn, `token/keys` when the server's keys are not believed, and what the network throws.
   */
  take(purpose: TokenPurpose, payer: string | null): Promise<string>;
  /** Opens a space on the server, and pays for it. */
  openSpace(pair: SigningKeyPair): Promise<void>;
  /** When there will be tokens again after `token/none`: the beginning of the next week, milliseconds. */
  nextAt(): number;
  /** Called when tokens were drawn. */
  onDrawn(listener: () => void): void;
  /** Starts drawing by schedule, in the leading tab. */
  start(): void;
  stop(): void;
}

const checkMs = 60_000;
const hourMs = 3_600_000;
/** A person's batches are drawn at a random moment of this long a time from the beginning of the week. */
const accountSpreadMs = 24 * hourMs;
/** A party's batches follow each other in this distance, each at a random moment of it. */
const partySpreadMs = 12 * hourMs;
/** A token that was spent by another device is replaced so many times in one try. */
const replacementsMax = 4;

interface Owner {
  /** Of a party, its present key: the next one draws anew, and by a secret that nobody knows who left. */
  readonly name: string;
  /** Makes the chance of its draws. */
  readonly secret: Uint8Array;
  readonly partyId: string | null;
}

/** The tokens of a session. `session` is asked each time: it is opened after this, and its person changes. */
export function createTokens(parts: {
  readonly platform: Platform;
  readonly vault: DeviceVault;
  readonly session: () => Session | null;
  readonly catalogue: Promise<Catalogue>;
  readonly trust: Pick<Trust, "check" | "vouchesFor">;
}): Tokens {
  const { platform, vault, session } = parts;
  const { transport, leadership, store } = platform;
  const wallets = new Map<string, Promise<Wallet>>();
  const ready = new Map<string, Wallet>();
  const drawing = new Map<string, Promise<void>>();
  const opening = new Map<string, Promise<void>>();
  const paying = new Map<string, string>();
  const listeners: (() => void)[] = [];
  let catalogue: Catalogue | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  let started = false;
  let ticking = false;

  /** A party that is not accredited draws nothing of its own: whoever sits there pays. */
  function ownerOf(payer: string | null): Owner {
    const now = session();
    if (now === null) throw new CodedError("session/required", "Sign in first.");
    if (payer !== null && catalogue?.accreditation(payer)?.status === "accredited") {
      const key = now.partyKey(payer);
      const secret = deriveKey(key.seed, "smartketplace/party-tokens/v1");
      return { name: toBase64url(key.publicKey), secret, partyId: payer };
    }
    const secret = now.tokenSecret;
    const name = toBase64url(deriveKey(secret, "smartketplace/token-owner/v1").subarray(0, 16));
    return { name, secret, partyId: null };
  }

  function walletOf({ name, partyId }: Owner): Promise<Wallet> {
    const known = wallets.get(name);
    if (known !== undefined) return known;
    const personal = () => session()?.personal ?? null;
    const partySpace = () => session()?.partySpaceNow(partyId ?? "") ?? null;
    const wallet = openWallet({
      store,
      vault,
      owner: name,
      space: partyId === null ? personal : partySpace,
      spaceOf: async () => (partyId === null ? personal() : ((await session()?.partySpace(partyId)) ?? null)),
      now: () => platform.now(),
      random: () => platform.random(),
    });
    wallets.set(name, wallet);
    wallet.then(
      (opened) => ready.set(name, opened),
      () => wallets.delete(name),
    );
    return wallet;
  }

  /** The number of the first batch that is not here; `null` when all are. */
  function nextBatch(wallet: Wallet, { partyId }: Owner, purpose: TokenPurpose, epoch: string): number | null {
    const batches = partyId === null ? 1 : partyBatchesMax;
    for (let number = 0; number < batches; number++) if (!wallet.has(purpose, epoch, number)) return number;
    return null;
  }

  async function drawNext(owner: Owner, purpose: TokenPurpose): Promise<void> {
    catalogue = await parts.catalogue;
    const key = await drawableKey({ catalogue, trust: parts.trust }, purpose, () => platform.now());
    if (key === null) throw new CodedError("token/unavailable", "No tokens can be drawn at present.");
    const wallet = await walletOf(owner);
    const pinned = wallet.keyIdOf(purpose, key.epoch);
    if (pinned !== null && pinned !== toBase64url(key.key.id)) {
      throw new CodedError("token/keys", "The server shows more keys for tokens than there should be.");
    }
    const number = nextBatch(wallet, owner, purpose, key.epoch);
    if (number === null) throw new CodedError("token/none", "This week's tokens are spent.");
    const count = owner.partyId === null ? accountBatch[purpose] : partyBatch;
    const tokens = await drawBatch(key, owner.secret, number, count, (body) => request(owner, purpose, number, body));
    await wallet.add({ purpose, epoch: key.epoch, number, keyId: key.key.id, tokens });
    for (const listener of listeners) listener();
  }

  async function request(owner: Owner, purpose: TokenPurpose, number: number, body: Uint8Array): Promise<Uint8Array> {
    const { partyId } = owner;
    try {
      if (partyId === null) return await transport.request("drawTokens", { params: { purpose }, body });
      const sign = session()?.partyKey(partyId);
      return await transport.request("drawPartyTokens", {
        params: { party: owner.name, batch: String(number) },
        body,
        sign,
      });
    } catch (cause) {
      if (isCodedError(cause, "account/signed-out")) {
        session()?.noteSignedOut();
        throw new CodedError("token/unavailable", "No tokens can be drawn at present.", cause);
      }
      // Another request than this one was drawn: the week's tokens are with whoever made it.
      if (isCodedError(cause, "token/drawn")) {
        throw new CodedError("token/none", "This week's tokens are spent.", cause);
      }
      throw isCodedError(cause, "token/epoch")
        ? new CodedError("token/unavailable", "No tokens can be drawn at present.", cause)
        : cause;
    }
  }

  /** One draw of an owner at a time, in this tab and in the others. */
  function draw(owner: Owner, purpose: TokenPurpose): Promise<void> {
    const name = `${owner.name}/${purpose}`;
    const underway =
      drawing.get(name) ??
      leadership.exclusive(`tokens/${name}`, () => drawNext(owner, purpose)).finally(() => drawing.delete(name));
    drawing.set(name, underway);
    return underway;
  }

  async function take(purpose: TokenPurpose, payer: string | null): Promise<string> {
    catalogue ??= await parts.catalogue;
    const owner = ownerOf(purpose === "space" ? null : payer);
    const wallet = await walletOf(owner);
    const held = wallet.take(purpose);
    if (held !== null) return held;
    try {
      await draw(owner, purpose);
    } catch (cause) {
      // A stall that has spent its own, or whose next key the office's word has not reached yet, goes on with what its
      // keeper has.
      const hasNone = isCodedError(cause, "token/none") || isCodedError(cause, "token/not-accredited");
      if (owner.partyId !== null && hasNone) return take(purpose, null);
      throw cause;
    }
    const drawn = wallet.take(purpose);
    if (drawn === null) throw new CodedError("token/none", "This week's tokens are spent.");
    return drawn;
  }

  /** The moment by which a batch is due, chosen by chance once and kept: not when it is needed. */
  async function dueAt(owner: Owner, purpose: TokenPurpose, epoch: string, number: number): Promise<number> {
    const key = `token-draw/${owner.name}/${purpose}/${epoch}/${number}`;
    const kept = await store.get("device-state", key);
    if (typeof kept === "number") return kept;
    const spreadMs = owner.partyId === null ? accountSpreadMs : partySpreadMs;
    const chosen = epochStart(epoch) + number * spreadMs + platform.random() * spreadMs;
    // Whoever was away when it was due does not draw at the moment they come back either.
    const due = chosen > platform.now() ? chosen : platform.now() + platform.random() * checkMs;
    await store.write([{ table: "device-state", key, value: due }]);
    return due;
  }

  async function drawWhatIsDue(owner: Owner, purpose: TokenPurpose): Promise<void> {
    const key = currentKey(catalogue, purpose, platform.now());
    if (key === null) return;
    const wallet = await walletOf(owner);
    const number = nextBatch(wallet, owner, purpose, key.epoch);
    if (number === null) return;
    const isEmpty =
      wallet.keyIdOf(purpose, key.epoch) === null && wallet.keyIdOf(purpose, neighbourEpoch(key.epoch, -1)) === null;
    if (isEmpty || (await dueAt(owner, purpose, key.epoch, number)) <= platform.now()) await draw(owner, purpose);
  }

  async function tick(): Promise<void> {
    if (ticking || !started) return;
    ticking = true;
    try {
      const now = session();
      if (now === null || now.personal === null) return;
      catalogue = await parts.catalogue;
      const account = ownerOf(null);
      const parties = now.view.memberships
        .map(({ partyId }) => ownerOf(partyId))
        .filter(({ partyId }) => partyId !== null);
      await Promise.allSettled([drawWhatIsDue(account, "space"), drawWhatIsDue(account, "relay")]);
      for (const party of parties) await drawWhatIsDue(party, "relay").catch(() => undefined);
      for (const owner of [account, ...parties]) await (await walletOf(owner)).forgetOld();
    } finally {
      ticking = false;
    }
  }

  async function openPaid(space: string, pair: SigningKeyPair): Promise<void> {
    for (let replaced = 0; ; replaced++) {
      const token = paying.get(space) ?? (await take("space", null));
      // The same token at every try: an answer that was lost costs nothing.
      paying.set(space, token);
      try {
        await transport.request("openSpace", { params: { space }, body: { token }, sign: pair });
        paying.delete(space);
        return;
      } catch (cause) {
        if (!refusesToken(cause)) throw cause;
        paying.delete(space);
        if (replaced === replacementsMax) throw cause;
      }
    }
  }

  const wake = (): void => {
    tick().catch(() => undefined);
  };

  return {
    takeNow(purpose, payer) {
      if (session()?.personal === null) return null;
      return ready.get(ownerOf(payer).name)?.take(purpose) ?? null;
    },
    take,
    openSpace(pair) {
      const space = toBase64url(pair.publicKey);
      const underway = opening.get(space) ?? openPaid(space, pair).finally(() => opening.delete(space));
      opening.set(space, underway);
      return underway;
    },
    nextAt: () => epochStart(neighbourEpoch(epochOf(platform.now()), 1)),
    onDrawn: (listener) => void listeners.push(listener),
    start() {
      started = true;
      leadership.onLead(() => {
        if (!started) return;
        timer = setInterval(wake, checkMs);
        void parts.catalogue.then((opened) => opened.subscribe(wake));
        session()?.subscribe(wake);
        wake();
      });
    },
    stop() {
      started = false;
      clearInterval(timer);
    },
  };
}
