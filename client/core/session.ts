import type { SigningKeyPair } from "../../crypto/signature.ts";
import type { Membership, SessionView } from "./api.ts";
import type { Space } from "./space.ts";

/** Who is here: a visitor with a local space, or a person whose keyring is open. */
export interface Session {
  readonly view: SessionView;
  /** The personal space when signed in, the visitor's local one before. Ask each time: it changes at sign-in. */
  readonly space: Space;
  readonly personal: Space | null;
  /** The space that a party's staff share. Throws `session/not-member`. */
  partySpace(partyId: string): Promise<Space>;
  /** The party's identity key. Throws `session/not-member`. */
  partyKey(partyId: string): SigningKeyPair;
  /**
   * Makes a party with fresh keys, keeps them in the personal space, publishes its first inbox key through the outbox.
   * Returns its id. The party's own statement is the caller's to send. Throws `session/required`.
   */
  createParty(party: { readonly kind: Membership["kind"]; readonly name: string }): Promise<string>;
  /** Called whenever {@link view}, {@link space} or the memberships changed. Returns the function that ends it. */
  subscribe(listener: () => void): () => void;
}
