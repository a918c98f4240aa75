import { parse } from "parse5";
import type { DefaultTreeAdapterTypes } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser without scripts reads it. */
export interface ReadPage {
  /** Elements of a name, "*" for any, in the order in which they stand. */
  all(name: string): readonly ReadElement[];
  /** Everything that can be read, in one line. */
  readonly text: string;
  /** What the JSON-LD blocks say. */
  readonly data: readonly Record<string, unknown>[];
  /** The content of a `<meta>` by its name or property. */
  meta(name: string): string | undefined;
}

/** An element with its attributes. */
export interface ReadElement {
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

function* elementsOf(node: Node): Generator<Element> {
  if ("tagName" in node) yield node;
  for (const child of "childNodes" in node ? node.childNodes : []) yield* elementsOf(child);
}

function textOf(node: Node): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  if (node.nodeName === "script" || node.nodeName === "style") return "";
  return "childNodes" in node ? node.childNodes.map(textOf).join(" ") : "";
}

function rawText(element: Element): string {
  return element.childNodes.map((child) => ("value" in child ? child.value : "")).join("");
}

/** Reads a page with the parser of the HTML standard. */
export function readPage(html: string): ReadPage {
  const elements = [...elementsOf(parse(html))];
  const line = (text: string) => text.replaceAll(/\s+/g, " ").trim();
  const attributesOf = ({ attrs }: Element) => Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
  const all = (name: string): readonly ReadElement[] =>
    elements
      .filter(({ tagName }) => name === "*" || tagName === name)
      .map((element) => ({ attributes: attributesOf(element), text: line(textOf(element)) }));
  return {
    all,
    text: line(
      elements
        .filter(({ tagName }) => tagName === "body")
        .map(textOf)
        .join(" "),
    ),
    data: elements
      .filter((element) => element.tagName === "script" && attributesOf(element)["type"] === "application/ld+json")
      .map((element) => JSON.parse(rawText(element)) as Record<string, unknown>),
    meta: (name) =>
      all("meta").find(({ attributes }) => attributes["name"] === name || attributes["property"] === name)?.attributes[
        "content"
      ],
  };
}
