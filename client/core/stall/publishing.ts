import { utf8 } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { Statement } from "../../../crypto/protocol/exports.ts";
import { makeStatement } from "../../../crypto/protocol/signed-statement.ts";
import { toBase64url } from "../../../crypto/bytes.ts";
import type { SigningKeyPair } from "../../../crypto/signature.ts";
import type { Sending } from "../sending.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { isChanged, type KeptDraft, publishedForm, readDrafts, writeDrafts } from "./item-drafts.ts";
import { withPublishedPrices } from "./price-history.ts";
import { assignShelves, fillShelves } from "./shelving.ts";

/** What a party says with its key, and how it leaves. */
export interface Voice {
  readonly key: SigningKeyPair;
  readonly enqueue: (sending: Sending) => Promise<unknown>;
  /** The highest revision of a statement of this party that the catalogue knows; 0 when none. */
  readonly knownRevision: (type: Statement["type"], subject: string) => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type Body = { [S in Statement as S["type"]]: S["body"] };

/** What was last published of each shelf and stock: digest of the body, by "shelf s0", "stock s0". */
interface Published {
  readonly bodies: Readonly<Record<string, { readonly digest: string; readonly revision: number }>>;
}

const publishedSubject = "stall/published";

/**
 * Signs a statement and hands it over. Its revision is the time in seconds, which rises on every device of the staff
 * without any of them counting, or one more than what is known where that is higher.
 */
export async function say<T extends keyof Body>(
  voice: Voice,
  type: T,
  subject: string,
  body: Body[T],
  above = 0,
): Promise<number> {
  const author = toBase64url(voice.key.publicKey);
  const seconds = Math.floor(voice.now() / 1000);
  const revision = Math.max(seconds, above + 1, voice.knownRevision(type, subject) + 1);
  const issuedOn = new Date(voice.now()).toISOString().slice(0, 10);
  const content = { v: 1, type, author, subject, revision, issuedOn, body } as Statement;
  await voice.enqueue({
    what: "statement",
    route: "postStatement",
    body: makeStatement(content, voice.key).wire,
    lane: `party/${author}`,
    saidBy: author,
    dedupe: `${type}/${author}/${subject}`,
  });
  return revision;
}

/** Says something whose subject is the party itself, by the key that speaks for it now. */
export function sayOfItself<T extends "party" | "delivery-offer">(
  voice: Voice,
  type: T,
  body: Body[T],
): Promise<number> {
  return say(voice, type, toBase64url(voice.key.publicKey), body);
}

const digestOf = (body: unknown): string => digestName(utf8(JSON.stringify(body)));

type Revisions = Pick<Voice, "knownRevision">;
type Bodies = Published["bodies"];

/**
 * What was last published, as far as it is sure. Where the market knows a newer revision somebody published and did not come
 * to note it, as when a page is left in that moment: what that said is not known here, and has to be said again.
 */
function sure(bodies: Bodies, { knownRevision }: Revisions): Bodies {
  const entries = Object.entries(bodies).map(([name, body]) => {
    const [type, id = ""] = name.split(" ");
    const isNewer = knownRevision(type as "shelf" | "stock", id) > body.revision;
    return [name, isNewer ? { ...body, digest: "" } : body] as const;
  });
  return Object.fromEntries(entries);
}

/** Shelves of which the market knows a newer revision, of themselves or of their stock, than was noted when it was published. */
export function unnotedShelves(space: Pick<SyncedSpace, "get">, voice: Revisions): ReadonlySet<string> {
  const bodies = sure(space.get<Published>(publishedSubject)?.bodies ?? {}, voice);
  const unsure = Object.entries(bodies).filter(([, { digest }]) => digest === "");
  return new Set(unsure.map(([name]) => name.slice(name.indexOf(" ") + 1)));
}

/**
 * Publishes a stall's items: signs those shelves and stock lists that differ from what was last published, and no
 * others. `stockOnly` publishes what is left and leaves edits of items for later.
 * Throws `stall/too-many-items` when they do not fit on the shelves, before anything is sent.
 */
export async function publishDrafts(
  space: Pick<SyncedSpace, "updateMany" | "list" | "get">,
  voice: Voice,
  language: string,
  stockOnly = false,
): Promise<void> {
  const drafts = [...readDrafts(space).values()];
  const assigned = assignShelves(drafts);
  if ([...assigned.values()].includes(null)) {
    throw new CodedError("stall/too-many-items", "These items do not fit on a stall's shelves.");
  }
  const before = sure(space.get<Published>(publishedSubject)?.bodies ?? {}, voice);
  const known = Object.keys(before).flatMap((name) => (name.startsWith("shelf ") ? [name.slice(6)] : []));
  const bodies: Record<string, { digest: string; revision: number }> = { ...before };

  async function publishOne<T extends "shelf" | "stock">(type: T, id: string, body: Body[T]): Promise<void> {
    const name = `${type} ${id}`;
    const digest = digestOf(body);
    if (bodies[name]?.digest === digest) return;
    bodies[name] = { digest, revision: await say(voice, type, id, body, bodies[name]?.revision) };
  }

  for (const { id, shelf, levels } of fillShelves(drafts, assigned, known, language)) {
    if (!stockOnly) await publishOne("shelf", id, shelf);
    if (Object.keys(levels).length > 0 || `stock ${id}` in before) await publishOne("stock", id, { levels });
  }
  const revisionOf = (shelf: string): number => bodies[`shelf ${shelf}`]?.revision ?? Math.floor(voice.now() / 1000);
  const changes = new Map<string, KeptDraft | null>();
  for (const draft of drafts) {
    const shelf = assigned.get(draft.id) ?? null;
    const form = publishedForm(draft);
    if (stockOnly) {
      const { publishedStock } = form;
      const said = draft.published !== null && publishedStock !== draft.publishedStock;
      if (said) changes.set(draft.id, { ...draft, publishedStock });
    } else if (isChanged(draft) || draft.shelf !== shelf) {
      const prices = shelf === null ? draft.prices : withPublishedPrices(draft, revisionOf(shelf));
      changes.set(draft.id, { ...draft, ...form, shelf, ...(prices && { prices }) });
    }
  }
  await writeDrafts(space, changes, new Map([[publishedSubject, () => ({ bodies }) satisfies Published]]));
}
