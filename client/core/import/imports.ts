import { utf8 } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { InstanceFile, Party } from "../../../crypto/protocol/exports.ts";
import type { ImportPreview, Market } from "../api.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { type KeptDraft, readDrafts } from "../stall/item-drafts.ts";
import { changeDrafts } from "../stall/undo-items.ts";
import { type Compared, compareFile } from "./compare.ts";
import type { ImportedFile } from "./imported-item.ts";
import { readFile } from "./read-file.ts";

type Mapping = Readonly<Record<string, string | null>>;

interface Prepared {
  readonly partyId: string;
  readonly file: ImportedFile;
  readonly mapping: Mapping | undefined;
}

const previewsKept = 4;
const mappingPrefix = "stall/import-mapping/";
/** Where the stall's page lies in its space. */
const pageSubject = "stall/page";

/** Files with the same columns are read the same way next time. */
function mappingSubject(file: ImportedFile): string {
  return mappingPrefix + digestName(utf8(JSON.stringify(file.columns.map(({ name }) => name)))).slice(0, 16);
}

function countsOf(compared: readonly Compared[]): ImportPreview["counts"] {
  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 };
  for (const { line } of compared) counts[line.verdict]++;
  return counts;
}

/** Imports of files into stalls: read, shown, and only then written, all at once. */
export function createImports(parts: {
  readonly instance: InstanceFile;
  readonly spaceOf: (partyId: string) => Promise<SyncedSpace>;
  readonly exclusive: <T>(partyId: string, work: () => Promise<T>) => Promise<T>;
  readonly freshId: () => string;
}): Pick<Market, "previewImport" | "applyImport"> {
  const { instance, spaceOf, exclusive, freshId } = parts;
  const previews = new Map<string, Prepared>();

  function compare(space: SyncedSpace, file: ImportedFile): Compared[] {
    const party = space.get<Party>(pageSubject);
    return compareFile(file.items, { instance, party, drafts: readDrafts(space) });
  }

  return {
    previewImport: async (partyId, { bytes }, mapping) => {
      const space = await spaceOf(partyId);
      let file = readFile(bytes, mapping);
      const remembered = space.get<Mapping>(mappingSubject(file));
      const chosen = mapping ?? remembered ?? undefined;
      if (mapping === undefined && remembered) file = readFile(bytes, remembered);
      const compared = compare(space, file);
      const id = freshId();
      previews.set(id, { partyId, file, mapping: chosen });
      for (const old of previews.keys()) if (previews.size > previewsKept) previews.delete(old);
      const rows = compared.map(({ line }) => line);
      return { id, format: file.format, columns: file.columns, rows, counts: countsOf(compared) };
    },
    applyImport: (partyId, previewId) =>
      exclusive(partyId, async () => {
        const prepared = previews.get(previewId);
        if (prepared?.partyId !== partyId) {
          throw new CodedError("import/forgotten", "This preview is no longer there. Read the file again.");
        }
        const space = await spaceOf(partyId);
        // Compared again: something may have been sold or edited since it was shown.
        const compared = compare(space, prepared.file);
        const changes = new Map<string, KeptDraft | null>();
        for (const { draft } of compared) if (draft) changes.set(draft.id, draft);
        if (changes.size > 0) await changeDrafts(space, previewId, changes);
        const { mapping } = prepared;
        if (mapping) await space.update<Mapping>(mappingSubject(prepared.file), () => mapping);
        previews.delete(previewId);
        const counts = countsOf(compared);
        return { added: counts.new, changed: counts.changed };
      }),
  };
}
