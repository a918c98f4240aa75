import { DomUtils } from "htmlparser2";
import { importLimits } from "./limits.ts";

type Parent = Parameters<typeof DomUtils.getChildren>[0];
type Tag = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/** Where an element's value stands when it is not its text (HTML Standard, 5.2.4). */
const valueAttribute: Readonly<Record<string, string>> = {
  meta: "content",
  audio: "src",
  embed: "src",
  iframe: "src",
  img: "src",
  source: "src",
  track: "src",
  video: "src",
  a: "href",
  area: "href",
  link: "href",
  object: "data",
  data: "value",
  meter: "value",
  time: "datetime",
};

const tagsOf = (node: Parent): Tag[] => DomUtils.getChildren(node).filter((child): child is Tag => "attribs" in child);

function textOf(tag: Tag): string {
  const attribute = valueAttribute[tag.name];
  const value = attribute === undefined ? undefined : tag.attribs[attribute];
  return (value ?? DomUtils.textContent(tag)).replace(/\s+/g, " ").trim();
}

/** An item as an object with a kind and its properties, as JSON-LD would have it. */
function itemOf(tag: Tag, root: Parent, depth: number): Record<string, unknown> {
  const item: Record<string, unknown[] | string[]> = { "@type": (tag.attribs["itemtype"] ?? "").trim().split(/\s+/) };
  // An item may take in what stands elsewhere on the page.
  const elsewhere = (tag.attribs["itemref"] ?? "").split(/\s+/).filter((id) => id !== "");
  const parts = elsewhere.map((id) => DomUtils.getElementById(id, root as Tag)).filter((one) => one !== null);
  const visit = (one: Tag): void => {
    const names = (one.attribs["itemprop"] ?? "").split(/\s+/).filter((name) => name !== "");
    const nested = "itemscope" in one.attribs;
    if (names.length > 0) {
      const value = nested && depth < importLimits.depthMax / 2 ? itemOf(one, root, depth + 1) : textOf(one);
      for (const name of names) item[name] = [...(item[name] ?? []), value];
    }
    if (!nested) for (const child of tagsOf(one)) visit(child);
  };
  for (const child of tagsOf(tag)) visit(child);
  for (const part of parts) visit(part);
  return item;
}

/** The items of a page's microdata that are no property of another, in the order of the page. */
export function microdataOf(root: Parent): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const visit = (node: Parent): void => {
    for (const tag of tagsOf(node)) {
      const isItem = "itemscope" in tag.attribs;
      if (isItem && !("itemprop" in tag.attribs)) found.push(itemOf(tag, root, 0));
      visit(tag);
    }
  };
  visit(root);
  return found;
}
