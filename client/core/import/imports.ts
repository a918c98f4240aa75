import { CodedError } from "../../../crypto/coded-error.ts";
import type { InstanceFile, Party } from "../../../crypto/protocol/exports.ts";
import type { ImportChoices, ImportPreview, ImportProgress, Market } from "../api.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { type KeptDraft, readDrafts } from "../stall/item-drafts.ts";
import { changeDrafts } from "../stall/undo-items.ts";
import type { TopicHub } from "../topics.ts";
import { joinChoices, rememberChoices, rememberedChoices } from "./choices.ts";
import { type Compared, compareFile, hasOnlyZeroStock } from "./compare.ts";
import { finding, type ImportedFile } from "./imported-item.ts";
import { createPace } from "./pace.ts";
import { questionsOf } from "./questions.ts";
import { readFile } from "./read-file.ts";

interface Prepared {
  readonly partyId: string;
  /** What the file is called. */
  readonly name: string;
  readonly file: ImportedFile;
  readonly choices: ImportChoices;
}

const previewsKept = 4;
/** A longer name of a file is kept cut. */
const fileNameMax = 120;
/** Where the stall's page lies in its space. */
const pageSubject = "stall/page";

function countsOf(lines: readonly Compared["line"][]): ImportPreview["counts"] {
  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 };
  for (const { verdict } of lines) counts[verdict]++;
  return counts;
}

/** Imports of files into stalls: read, shown, and only then written, all at once. Provides the topic `import`. */
export function createImports(parts: {
  readonly instance: InstanceFile;
  readonly now: () => number;
  readonly spaceOf: (partyId: string) => Promise<SyncedSpace>;
  readonly exclusive: <T>(partyId: string, work: () => Promise<T>) => Promise<T>;
  readonly freshId: () => string;
  readonly hub: Pick<TopicHub, "provide" | "changed">;
}): Pick<Market, "previewImport" | "applyImport" | "cancelImport"> {
  const { instance, now, spaceOf, exclusive, freshId, hub } = parts;
  const previews = new Map<string, Prepared>();
  const progress = new Map<string, ImportProgress>();
  const running = new Map<string, ReturnType<typeof createPace>>();

  hub.provide("import", (partyId) => progress.get(partyId) ?? null);

  /** Runs work that says how far it is; a second one of the same stall ends the first. */
  async function paced<T>(partyId: string, work: (pace: ReturnType<typeof createPace>) => Promise<T>): Promise<T> {
    running.get(partyId)?.cancel();
    const pace = createPace(now, (done) => {
      progress.set(partyId, done);
      hub.changed("import", partyId);
    });
    running.set(partyId, pace);
    try {
      return await work(pace);
    } finally {
      if (running.get(partyId) === pace) {
        running.delete(partyId);
        progress.delete(partyId);
        hub.changed("import", partyId);
      }
    }
  }

  function standOf(space: SyncedSpace, choices: ImportChoices) {
    return { instance, party: space.get<Party>(pageSubject), drafts: readDrafts(space), choices };
  }

  return {
    previewImport: (partyId, { name, bytes }, chosen) =>
      paced(partyId, async (pace) => {
        const space = await spaceOf(partyId);
        pace.begin("reading");
        let file = await readFile(bytes, chosen?.columns, pace, chosen?.sheet);
        const choices = joinChoices(rememberedChoices(space, file), chosen);
        if (chosen?.columns === undefined && Object.keys(choices.columns ?? {}).length > 0) {
          file = await readFile(bytes, choices.columns, pace, chosen?.sheet);
        }
        pace.begin("comparing");
        const stand = standOf(space, choices);
        const compared = await compareFile(file, stand, pace);
        const id = freshId();
        previews.set(id, { partyId, name, file, choices });
        for (const old of previews.keys()) if (previews.size > previewsKept) previews.delete(old);
        const rows = compared.map(({ line }) => line);
        const zeros = choices.zeros !== true && hasOnlyZeroStock(file);
        return {
          id,
          format: file.format,
          columns: file.columns,
          sheets: file.sheets ?? [],
          sheet: file.sheet ?? "",
          rows,
          counts: countsOf(rows),
          warnings: zeros ? [...file.warnings, finding(null, "stock", "stock-all-zero")] : file.warnings,
          questions: questionsOf(file, compared, stand),
          choices,
          pictures: file.items.filter(({ pictures = 0 }) => pictures > 0).length,
        };
      }),
    applyImport: (partyId, previewId, leftOut = []) =>
      exclusive(partyId, () =>
        paced(partyId, async (pace) => {
          const prepared = previews.get(previewId);
          if (prepared?.partyId !== partyId) {
            throw new CodedError("import/forgotten", "This preview is no longer there. Read the file again.");
          }
          if (prepared.file.isCutOff === true && prepared.choices.cutOff !== true) {
            throw new CodedError("import/cut-off", "Nobody agreed to take a part of a file.");
          }
          const space = await spaceOf(partyId);
          pace.begin("comparing");
          // Compared again: something may have been sold or edited since it was shown.
          const compared = await compareFile(prepared.file, standOf(space, prepared.choices), pace);
          const left = new Set(leftOut);
          const taken = compared.filter((_, index) => !left.has(index));
          const changes = new Map<string, KeptDraft | null>();
          for (const { draft } of taken) if (draft) changes.set(draft.id, draft);
          pace.begin("writing");
          // First what does no harm if the second writing fails.
          await rememberChoices(space, prepared.file, prepared.choices);
          const occasion = { at: now(), file: prepared.name.slice(0, fileNameMax) };
          const change = changes.size > 0 ? await changeDrafts(space, previewId, occasion, changes) : null;
          previews.delete(previewId);
          const counts = countsOf(taken.map(({ line }) => line));
          const drafts = taken.filter(({ draft }) => draft?.status === "draft").length;
          return { change, added: counts.new, changed: counts.changed, drafts };
        }),
      ),
    cancelImport: (partyId) => {
      running.get(partyId)?.cancel();
      return Promise.resolve();
    },
  };
}
