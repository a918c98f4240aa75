import type { SigningKeyPair } from "../../crypto/signature.ts";
import type { Market, Membership, SessionView } from "./api.ts";
import type { SeatRecord } from "./membership.ts";
import type { Space } from "./space.ts";
import type { SyncedSpace } from "./spaces/synced-space.ts";

/** The part of {@link Market} that a session answers for. */
type SessionCalls = Pick<
  Market,
  | "passkeyCreationOptions"
  | "createAccount"
  | "passkeyRequestOptions"
  | "signIn"
  | "createAccountWithCode"
  | "signInWithCode"
  | "passkeyAdditionOptions"
  | "addPasskey"
  | "newRecoveryCode"
  | "removeWrapper"
  | "deleteAccount"
  | "exportEverything"
  | "inviteStaff"
  | "takeBackInvitation"
  | "joinWithInvitation"
  | "leaveParty"
  | "nameSeat"
  | "removeStaff"
  | "replaceKey"
>;

/** Who is here: a visitor with a local space, or a person whose keyring is open. */
export interface Session extends SessionCalls {
  readonly view: SessionView;
  /** The personal space when signed in, the visitor's local one before. Ask each time: it changes at sign-in. */
  readonly space: Space;
  readonly personal: SyncedSpace | null;
  /** 32 bytes, from which pseudonyms and reply keys of new threads derive. Throws `session/required`. */
  readonly vaultKey: Uint8Array;
  /** 32 bytes, from which the account's tokens derive: the same over rotations of the keys. Throws `session/required`. */
  readonly tokenSecret: Uint8Array;
  /** The same as {@link partySpace} where it is open already; `null` otherwise. */
  partySpaceNow(partyId: string): SyncedSpace | null;
  /** The server does not know this device any more: screens ask the person to come in again, until they do. */
  noteSignedOut(): void;
  /** The space that a party's staff share. Throws `session/not-member`. */
  partySpace(partyId: string): Promise<SyncedSpace>;
  /** The key that speaks for the party now; the party by any of its keys. Throws `session/not-member`. */
  partyKey(partyId: string): SigningKeyPair;
  /**
   * Makes a party with fresh keys and keeps them in the personal space. Returns its id. Its statement is the caller's to
   * send; its inbox key follows by itself. `root`: for a party that lost its keys, the first of them. Throws
   * `session/required`.
   */
  createParty(party: {
    readonly kind: Membership["kind"];
    readonly name: string;
    readonly root?: string;
  }): Promise<string>;
  /** A party's keyring, by any of its keys, as a seat at it holds it: for invitations with options. Throws `session/not-member`. */
  membership(partyId: string): SeatRecord;
  /** Spaces that are open: the personal one and those of parties. */
  readonly spaces: readonly SyncedSpace[];
  /** Ends the session on this device and forgets all of it. What waits is lost: the caller has asked. */
  signOut(): Promise<void>;
  /** Called whenever {@link view}, {@link space} or the memberships changed. Returns the function that ends it. */
  subscribe(listener: () => void): () => void;
  /** Starts what keeps spaces in step, and ends it. */
  start(): void;
  stop(): void;
}
