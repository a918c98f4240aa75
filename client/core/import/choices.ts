import { utf8 } from "../../../crypto/bytes.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { ImportChoices } from "../api.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import type { ImportedFile } from "./imported-item.ts";
import { importLimits } from "./limits.ts";

type Words = Readonly<Record<string, string>>;
type Columns = NonNullable<ImportChoices["columns"]>;

/** What words of files mean to this stall, whichever file they come in. */
interface KeptWords {
  readonly categories: Words;
  readonly vat: Words;
  readonly deposits: Words;
}

/** How files with one head are read. */
interface KeptMapping {
  readonly columns: Columns;
  readonly zeros: boolean;
}

const wordsSubject = "stall/import-words";
const mappingPrefix = "stall/import-mapping/";

/** Files with the same columns are read the same way next time; those without columns, if they are of one kind. */
function mappingSubject({ format, columns }: Pick<ImportedFile, "format" | "columns">): string {
  const head = columns.length === 0 ? format : columns.map(({ name }) => name);
  return mappingPrefix + digestName(utf8(JSON.stringify(head))).slice(0, 16);
}

/**
 * What was chosen before, for files like this one. What another currency is worth is no habit, and how an ambiguous number
 * is read would be a wrong price in silence: both are asked each time.
 */
export function rememberedChoices(
  space: Pick<SyncedSpace, "get">,
  file: Pick<ImportedFile, "format" | "columns">,
): ImportChoices {
  const words = space.get<KeptWords>(wordsSubject);
  const { columns, zeros } = space.get<KeptMapping>(mappingSubject(file)) ?? {};
  return { ...words, ...(columns && { columns }), ...(zeros !== undefined && { zeros }) };
}

/** What is chosen now, over what was chosen before. Columns are chosen all at once, words one by one. */
export function joinChoices(before: ImportChoices, now: ImportChoices | undefined): ImportChoices {
  const words = (field: keyof KeptWords): Words => ({ ...before[field], ...now?.[field] });
  return {
    ...before,
    ...now,
    categories: words("categories"),
    vat: words("vat"),
    deposits: words("deposits"),
  };
}

/** The newest of many words: those of files of years ago make room. */
function newest(words: Words | undefined): Words {
  return Object.fromEntries(Object.entries(words ?? {}).slice(-importLimits.choicesMax));
}

/** Keeps what was chosen, for files like this one. */
export async function rememberChoices(
  space: Pick<SyncedSpace, "update" | "get">,
  file: Pick<ImportedFile, "format" | "columns">,
  choices: ImportChoices,
): Promise<void> {
  const words: KeptWords = {
    categories: newest(choices.categories),
    vat: newest(choices.vat),
    deposits: newest(choices.deposits),
  };
  const mapping: KeptMapping = {
    columns: choices.columns ?? {},
    zeros: choices.zeros === true,
  };
  const changed = (subject: string, value: unknown): boolean =>
    JSON.stringify(space.get(subject)) !== JSON.stringify(value);
  const empty = Object.values(words).every((one: Words) => Object.keys(one).length === 0);
  if (!empty && changed(wordsSubject, words)) await space.update<KeptWords>(wordsSubject, () => words);
  const subject = mappingSubject(file);
  const said = Object.keys(mapping.columns).length > 0 || mapping.zeros;
  if ((said || space.get(subject) !== null) && changed(subject, mapping)) {
    await space.update<KeptMapping>(subject, () => mapping);
  }
}
