import { beforeAll, describe, expect, test } from "vitest";
import { utf8 } from "../../../../crypto/bytes.ts";
import type { Item, StatementOf } from "../../../../crypto/protocol/exports.ts";
import { splitPicture } from "../../../../crypto/protocol/picture-file.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { vp8, webp, webpChunk, webpOf } from "../../../support/pictures.ts";
import { accredited, good, producer, said } from "../catalogue/public-plane.ts";
import { openedStall as opened } from "./opened-stall.ts";

beforeAll(() => ready());

const shelvesOf = (statements: readonly { type: string }[]) =>
  statements.filter((one): one is StatementOf<"shelf"> => one.type === "shelf");
const stockOf = (statements: readonly { type: string }[]) =>
  statements.filter((one): one is StatementOf<"stock"> => one.type === "stock");

describe("a stall", () => {
  test("opens with its page said by its own key", async () => {
    const { statements, partyId, stall } = await opened();
    expect(statements()).toMatchObject([{ type: "party", author: partyId, subject: partyId }]);
    expect(await stall.view(partyId)).toMatchObject({ published: false, items: [], unpublished: 0 });
  });

  test("is shown anew when the market says something else of it, and not at each pack of others", async () => {
    const { stall, catalogue, partyId, hub, market, key } = await opened();
    const heard: boolean[] = [];
    await hub.watch("stall", ({ published }) => heard.push(published), partyId);
    market.open(producer("Autre ferme"), [good("miel", "Miel")]);
    await catalogue.refresh();
    // Whoever was to be told would have been before this is read.
    await stall.view(partyId);
    expect(heard).toEqual([false]);
    market.publish(said("party", key, partyId, producer("Ferme")));
    await catalogue.refresh();
    await expect.poll(() => heard.at(-1)).toBe(true);
  });

  test("publishes what is on, and sends again only the shelf that changed", async () => {
    const { statements, save, stall, partyId } = await opened();
    statements();
    for (let index = 0; index < 150; index++) await save(good(`a${String(index).padStart(3, "0")}`, `Pain ${index}`));
    await save(good("brouillon", "Brouillon"), {}, "draft");
    expect((await stall.view(partyId)).unpublished).toBe(150);
    await stall.publishItems(partyId);
    const first = shelvesOf(statements());
    expect(first.map(({ body }) => body.items.length)).toEqual([100, 50]);
    expect(first.flatMap(({ body }) => body.items).some(({ id }) => id === "brouillon")).toBe(false);
    expect((await stall.view(partyId)).unpublished).toBe(0);

    await stall.publishItems(partyId);
    expect(statements()).toEqual([]);

    await save(good("a003", "Pain de seigle"));
    expect((await stall.view(partyId)).unpublished).toBe(1);
    await stall.publishItems(partyId);
    const second = shelvesOf(statements());
    expect(second.map(({ subject }) => subject)).toEqual(["s0"]);
    expect(second[0]?.revision).toBeGreaterThan(first[0]?.revision ?? 0);

    await stall.deleteItem(partyId, "a149");
    await stall.publishItems(partyId);
    expect(shelvesOf(statements()).map(({ subject, body }) => [subject, body.items.length])).toEqual([["s1", 49]]);
  });

  test("a publishing that was cut off before it was noted is seen by what the market shows, and said again", async () => {
    const { stall, catalogue, partyId, hub, market, save, space, arrive } = await opened();
    const { steward } = market;
    market.publish(said("accreditation", steward, partyId, accredited));
    await save(good("pain", "Pain"), { v: 4 });
    await save(good("miel", "Miel"));
    await stall.publishItems(partyId);
    await arrive();
    const unpublished = async (): Promise<number> => (await stall.view(partyId)).unpublished;
    expect(await unpublished()).toBe(0);

    await save(good("miel", "Miel"), {}, "draft");
    const { updateMany } = space;
    space.updateMany = () => Promise.reject(new Error("The page was left."));
    await expect(stall.publishItems(partyId)).rejects.toThrow("left");
    space.updateMany = updateMany;
    const heard: number[] = [];
    await hub.watch("stall", (view) => heard.push(view.unpublished), partyId);
    // As it was noted to be published, which the market no longer shows.
    await save(good("miel", "Miel"));
    await arrive();
    await expect.poll(() => heard.at(-1)).toBe(1);
    expect(await unpublished()).toBe(1);
    expect(catalogue.published(`${partyId}/miel`)).toBeNull();
    await stall.publishItems(partyId);
    expect(await arrive()).not.toHaveLength(0);
    expect(catalogue.published(`${partyId}/miel`)).not.toBeNull();
    expect(await unpublished()).toBe(0);
    await stall.publishItems(partyId);
    expect(await arrive()).toHaveLength(0);
  });

  test("takes back an edit, a deletion and an import, each the last change", async () => {
    const { save, stall, partyId } = await opened();
    const names = async (): Promise<string[]> =>
      (await stall.view(partyId)).items.map(({ item }) => item.name["fr"] ?? "").sort((a, b) => (a < b ? -1 : 1));
    await save(good("pain", "Pain"));
    await save(good("pain", "Pain bis"));
    expect(await stall.undoItems(partyId)).toBe(true);
    expect(await names()).toEqual(["Pain"]);
    // The first saving too, and before it there was nothing.
    expect(await stall.undoItems(partyId)).toBe(true);
    expect(await names()).toEqual([]);
    expect(await stall.undoItems(partyId)).toBe(false);
    await save(good("pain", "Pain"));

    await stall.deleteItem(partyId, "pain");
    expect(await names()).toEqual([]);
    await stall.undoItems(partyId);
    expect(await names()).toEqual(["Pain"]);

    const rows = Array.from({ length: 300 }, (_, index) => `c${index};Article ${index};4.50`).join("\n");
    const file = { name: "liste.csv", bytes: utf8(`Code;Nom;Prix\n${rows}`) };
    const preview = await stall.previewImport(partyId, file);
    expect(preview.counts).toEqual({ new: 300, changed: 0, unchanged: 0, wrong: 0 });
    expect(await stall.applyImport(partyId, preview.id)).toMatchObject({ added: 300, changed: 0 });
    expect((await names()).length).toBe(301);
    await expect(stall.applyImport(partyId, preview.id)).rejects.toMatchObject({ code: "import/forgotten" });
    expect((await stall.previewImport(partyId, file)).counts.unchanged).toBe(300);
    // What can be taken back lies in the space: it is told on any device, and what of it customers see.
    const told = async () => (await stall.view(partyId)).undoable[0];
    const made = { kind: "import", file: "liste.csv", count: 300, at: expect.any(Number) as number };
    expect(await told()).toMatchObject({ ...made, published: 0 });
    await stall.publishItems(partyId);
    expect(await told()).toMatchObject({ ...made, published: 300 });
    await stall.undoItems(partyId);
    expect((await stall.view(partyId)).items.filter(({ status }) => status !== "archived")).toHaveLength(1);
    expect(await told()).toMatchObject({ kind: "edit", file: "", count: 1 });
  });

  test("remembers how the columns of a file were matched by hand", async () => {
    const { stall, partyId } = await opened();
    const file = { name: "a.csv", bytes: utf8("Truc;Combien\nPain;4.50") };
    expect((await stall.previewImport(partyId, file)).counts.wrong).toBe(1);
    const byHand = await stall.previewImport(partyId, file, { columns: { Truc: "name", Combien: "price" } });
    expect(byHand.counts.new).toBe(1);
    await stall.applyImport(partyId, byHand.id);
    const later = await stall.previewImport(partyId, { ...file, bytes: utf8("Truc;Combien\nPain;4.80") });
    expect(later.rows[0]?.changes).toEqual([{ field: "price", from: "4.50", to: "4.80" }]);
  });

  test("takes an accepted order out of stock once, puts a cancelled one back once, and edits wait meanwhile", async () => {
    const { save, stall, partyId, statements } = await opened();
    await save(good("lait", "Lait"), { v: 5 });
    await save(good("pain", "Pain"));
    await stall.publishItems(partyId);
    statements();
    await save(good("pain", "Pain bis"));
    const lines = [
      { item: "lait", variant: "v", quantity: 7 },
      { item: "pain", variant: "v", quantity: 2 },
    ];
    await stall.reserve(partyId, "thread", lines);
    await stall.reserve(partyId, "thread", lines);
    const sold = statements();
    expect(shelvesOf(sold)).toEqual([]);
    expect(stockOf(sold).map(({ body }) => body.levels)).toEqual([{ "lait/v": 0 }]);
    expect((await stall.view(partyId)).items.filter(({ changed }) => changed).map(({ id }) => id)).toEqual(["pain"]);
    await stall.release(partyId, "thread");
    await stall.release(partyId, "thread");
    // Only what was really there came back.
    expect(stockOf(statements()).map(({ body }) => body.levels)).toEqual([{ "lait/v": 5 }]);
  });

  test("undoing an edit keeps what was sold since", async () => {
    const { save, stall, partyId } = await opened();
    await save(good("lait", "Lait"), { v: 10 });
    await save(good("lait", "Lait entier"), { v: 20 });
    await stall.reserve(partyId, "thread", [{ item: "lait", variant: "v", quantity: 3 }]);
    await stall.undoItems(partyId);
    expect((await stall.view(partyId)).items).toMatchObject([{ item: { name: { fr: "Lait" } }, stock: { v: 7 } }]);
  });

  test("changes many at once, whole or not at all, and takes them back at once", async () => {
    const { stall, partyId, save } = await opened();
    const all = Array.from({ length: 40 }, (_, index) => good(`a${index}`, `Pain ${index}`));
    await stall.saveItems(
      partyId,
      all.map((item) => ({ item, stock: {}, status: "on" as const })),
    );
    const archived = all.map((item) => ({ item, stock: {}, status: "archived" as const }));
    await expect(
      stall.saveItems(partyId, [...archived, { item: { ...all[0]!, variants: [] }, stock: {}, status: "on" }]),
    ).rejects.toMatchObject({ code: "stall/malformed" });
    const statuses = async (): Promise<string[]> => [
      ...new Set((await stall.view(partyId)).items.map(({ status }) => status)),
    ];
    expect(await statuses()).toEqual(["on"]);
    const change = await stall.saveItems(partyId, archived);
    expect(await statuses()).toEqual(["archived"]);
    // One of them is edited again, by somebody else perhaps: that stays.
    await save(good("a7", "Pain d’Ada"));
    expect(await stall.undoItems(partyId, change)).toBe(true);
    const { items } = await stall.view(partyId);
    expect(items.filter(({ status }) => status === "on").length).toBe(40);
    expect(items.find(({ id }) => id === "a7")?.item.name).toEqual({ fr: "Pain d’Ada" });
    expect(await stall.undoItems(partyId, change)).toBe(false);
  });

  test("keeps the last changes only, and of large ones fewer", async () => {
    const { stall, partyId, save, space } = await opened();
    for (let index = 0; index < 30; index++) await save(good("pain", `Pain ${index}`));
    let undone = 0;
    while (await stall.undoItems(partyId)) undone++;
    expect(undone).toBe(20);
    const many = Array.from({ length: 2000 }, (_, index) => good(`a${index}`, `Pain ${index}`));
    for (const status of ["on", "draft", "archived", "on"] as const) {
      await stall.saveItems(
        partyId,
        many.map((item) => ({ item, stock: {}, status })),
      );
    }
    expect(new Set(space.list("stall/undo/").map(({ subject }) => subject.split("/")[2])).size).toBe(2);
  });

  test("remembers what each price was and since which revision, through edits and undoing", async () => {
    const { stall, partyId, statements, save } = await opened();
    const priced = (priceMinor: number): Item => ({ ...good("pain", "Pain"), variants: [{ id: "v", priceMinor }] });
    const prices = async () => (await stall.view(partyId)).items[0]?.prices["v"]?.map(({ amountMinor }) => amountMinor);
    await save(priced(400));
    expect(await prices()).toBeUndefined();
    await stall.publishItems(partyId);
    await save(priced(420));
    await save(priced(450));
    await stall.publishItems(partyId);
    const revision = shelvesOf(statements()).at(-1)?.revision;
    expect(await prices()).toEqual([400, 450]);
    expect((await stall.view(partyId)).items[0]?.prices["v"]?.at(-1)?.revision).toBe(revision);
    await save({ ...priced(450), summary: { fr: "Au levain" } });
    await stall.publishItems(partyId);
    expect(await prices()).toEqual([400, 450]);
    await stall.undoItems(partyId);
    await stall.undoItems(partyId);
    await stall.publishItems(partyId);
    expect(await prices()).toEqual([400, 450, 420]);
  });

  test("says in one step that an item is sold out today, and brings back what there was", async () => {
    const { stall, partyId, statements, save } = await opened();
    await save(good("lait", "Lait"), { v: 6 });
    await save(good("pain", "Pain"));
    await stall.publishItems(partyId);
    await save({ ...good("pain", "Pain de demain") });
    await stall.reserve(partyId, "thread", [{ item: "lait", variant: "v", quantity: 2 }]);
    statements();
    await stall.sayIfSoldOut(partyId, ["lait", "pain", "nothing-of-ours"], true);
    const said = statements();
    // Edits of items wait to be published; what is left does not.
    expect(shelvesOf(said)).toEqual([]);
    expect(stockOf(said).map(({ body }) => body.levels)).toEqual([{ "lait/v": 0, "pain/v": 0 }]);
    expect((await stall.view(partyId)).items.map(({ soldOutOn }) => soldOutOn)).toEqual(["2026-09-23", "2026-09-23"]);
    await stall.release(partyId, "thread");
    expect(stockOf(statements())).toEqual([]);
    await save(good("pain", "Pain de seigle"), { v: 0 });
    await stall.sayIfSoldOut(partyId, ["lait", "pain"], false);
    const { items } = await stall.view(partyId);
    expect(Object.fromEntries(items.map(({ id, stock }) => [id, stock]))).toEqual({ lait: { v: 6 }, pain: {} });
    expect(items.every(({ soldOutOn }) => soldOutOn === null)).toBe(true);
  });

  test("a stock that is counted anew ends being sold out", async () => {
    const { stall, partyId, save } = await opened();
    await save(good("lait", "Lait"), { v: 6 });
    await stall.sayIfSoldOut(partyId, ["lait"], true);
    await save(good("lait", "Lait"), { v: 3 });
    expect((await stall.view(partyId)).items).toMatchObject([{ soldOutOn: null, stock: { v: 3 } }]);
  });

  test("shows nothing without a price: it stays a draft until somebody says one, and comes back as one", async () => {
    const { save, stall, statements, partyId } = await opened();
    const item = { ...good("miel", "Miel"), variants: [{ id: "v", priceMinor: 0 }] };
    const unpriced = ["v", "another", ""];
    await expect(stall.saveItems(partyId, [{ item, stock: {}, status: "on", unpriced }])).rejects.toMatchObject({
      code: "stall/price-missing",
    });
    const view = async () => (await stall.view(partyId)).items;
    expect(await view()).toEqual([]);
    const change = await stall.saveItems(partyId, [{ item, stock: {}, status: "draft", unpriced }]);
    expect(await view()).toMatchObject([{ status: "draft", unpriced: ["v"], changed: false }]);
    statements();
    await stall.publishItems(partyId);
    expect(statements()).toEqual([]);
    // A price, or the word that it is free, ends it.
    await save({ ...item, variants: [{ id: "v", priceMinor: 1800 }] });
    expect(await view()).toMatchObject([{ status: "on", unpriced: [] }]);
    expect(await stall.undoItems(partyId)).toBe(true);
    expect(await view()).toMatchObject([{ status: "draft", unpriced: ["v"] }]);
    await save(item);
    expect(await view()).toMatchObject([{ status: "on", unpriced: [], item: { variants: [{ priceMinor: 0 }] } }]);
    expect(await stall.undoItems(partyId)).toBe(true);
    expect(await stall.undoItems(partyId, change)).toBe(true);
    expect(await view()).toEqual([]);
  });

  test("refuses what does not fit: items, pages, pictures", async () => {
    const { save, stall, partyId } = await opened();
    await expect(save({ ...good("x", "X"), variants: [] })).rejects.toMatchObject({ code: "stall/malformed" });
    await expect(save(good("x", "X"), { v: -1 })).rejects.toMatchObject({ code: "stall/malformed" });
    await expect(stall.savePage(partyId, producer(""))).rejects.toMatchObject({ code: "stall/malformed" });
    const picture = { thumbnail: webp(240, 300), sharp: webp(960, 1200) };
    for (const size of ["thumbnail", "sharp"] as const) {
      const drawing = { ...picture, [size]: utf8("<svg/>") };
      await expect(stall.addPicture(partyId, drawing)).rejects.toMatchObject({ code: "picture/kind" });
      const large = { ...picture, [size]: webp(240, 300, 200_000) };
      await expect(stall.addPicture(partyId, large)).rejects.toMatchObject({ code: "picture/too-large" });
    }
  });

  test("sends a picture in both sizes under one name, without what its encoder wrote beside it", async () => {
    const { stall, partyId, sent, catalogue } = await opened();
    sent.splice(0);
    const thumbnail = webp(240, 300);
    const bare = vp8(960, 1200);
    const sharp = webpOf(webpChunk("EXIF", Buffer.from("46.2 N 6.1 E")), bare, webpChunk("ICCP", Buffer.from("x")));
    const name = await stall.addPicture(partyId, { thumbnail, sharp });
    expect(sent).toMatchObject([{ route: "putMedia", params: { digest: name }, signAsParty: partyId }]);
    const file = splitPicture(sent[0]!.body);
    expect(file.name).toBe(name);
    expect(Buffer.from(file.thumbnail).equals(thumbnail)).toBe(true);
    expect(Buffer.from(file.sharp).equals(webpOf(bare))).toBe(true);
    expect(thumbnail.equals((await catalogue.pictures.picture(name)) ?? new Uint8Array())).toBe(true);
  });

  test("holds 2,000 items, and an edit among them writes little", async () => {
    const { stall, partyId, space } = await opened();
    const rows = Array.from({ length: 2000 }, (_, index) => `c${index};Article numéro ${index};4.50;Une phrase.`);
    const file = { name: "liste.csv", bytes: utf8(`Code;Nom;Prix;Résumé\n${rows.join("\n")}`) };
    const preview = await stall.previewImport(partyId, file);
    await stall.applyImport(partyId, preview.id);
    await stall.publishItems(partyId);
    const before = space.list<unknown>("stall/items/");
    expect(before.length).toBe(128);
    for (const { value } of before) expect(JSON.stringify(value).length).toBeLessThan(32 * 1024);
    const changed: string[] = [];
    space.subscribe((subjects) => changed.push(...subjects));
    await stall.saveItem(partyId, { item: good("c7", "Autre"), stock: {}, status: "on" });
    expect(changed.filter((subject) => subject.startsWith("stall/items/"))).toHaveLength(1);
  });
});
