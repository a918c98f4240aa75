import { CodedError } from "../../../crypto/coded-error.ts";
import { importLimits } from "./limits.ts";

// Linked data by its short names
//
// DFC names one thing by three namespaces, schema.org by two and by none; every file says the same short names after the
// last "#", "/" or ":". Contexts would have to be fetched, which tells somebody what is imported, or bundled in every
// version that there will be, to expand names that are then cut to these again. So they are read by the short name alone,
// and only where the file as a whole says that it is DFC or schema.org.

/** A thing of a file: which kinds it says that it is, and its values by the short names of its properties. */
export interface LinkedNode {
  readonly id: string | null;
  readonly types: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly unknown[]>;
}

/** The short name of a term: what follows the last "#", "/" or ":". */
export function shortName(term: string): string {
  return term.slice(Math.max(term.lastIndexOf("#"), term.lastIndexOf("/"), term.lastIndexOf(":")) + 1);
}

type Json = Readonly<Record<string, unknown>>;

/** Narrows to an object that is no list. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Values inside of the wrappers that JSON-LD has for lists and literals. */
function unwrapped(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(unwrapped);
  if (!isObject(value)) return value === null || value === undefined ? [] : [value];
  if ("@value" in value) return unwrapped(value["@value"]);
  if ("@list" in value) return unwrapped(value["@list"]);
  if ("@set" in value) return unwrapped(value["@set"]);
  return [value];
}

const structural: ReadonlySet<string> = new Set(["@context", "@id", "@type", "@graph", "type", "properties", "id"]);

/** Kinds that an object says it is: JSON-LD's "@type", or "type" beside "properties" as microdata is written down. */
function typesOf(object: Json): readonly unknown[] {
  if ("@type" in object) return listOf(object["@type"]);
  return "properties" in object && isObject(object["properties"]) ? listOf(object["type"]) : [];
}

/** All things of a document, those of one id put together: a file says of a thing in several places. */
export interface Graph {
  readonly nodes: readonly LinkedNode[];
  /** The thing that a value is or points to. */
  resolve(value: unknown): LinkedNode | null;
}

interface Growing {
  readonly id: string | null;
  readonly types: Set<string>;
  readonly values: Map<string, unknown[]>;
}

/** Reads a document. Throws `import/unreadable` when it is nested deeper than any real one. */
export function readGraph(document: unknown): Graph {
  const byId = new Map<string, Growing>();
  const byObject = new Map<object, Growing>();
  const nodes: Growing[] = [];

  function nodeOf(object: Json): Growing {
    const id = typeof object["@id"] === "string" ? object["@id"] : null;
    const known = id === null ? undefined : byId.get(id);
    if (known) return known;
    const node: Growing = { id, types: new Set(), values: new Map() };
    if (id !== null) byId.set(id, node);
    nodes.push(node);
    return node;
  }

  function walk(value: unknown, depth: number): void {
    if (depth > importLimits.depthMax) throw new CodedError("import/unreadable", "This file is nested too deeply.");
    if (Array.isArray(value)) {
      for (const one of value) walk(one, depth + 1);
      return;
    }
    if (!isObject(value)) return;
    const node = nodeOf(value);
    byObject.set(value, node);
    for (const type of typesOf(value)) if (typeof type === "string") node.types.add(shortName(type));
    walk(value["@graph"], depth + 1);
    const properties = isObject(value["properties"]) ? { ...value, ...value["properties"] } : value;
    for (const [term, held] of Object.entries(properties)) {
      if (structural.has(term)) continue;
      walk(held, depth + 1);
      const name = shortName(term);
      node.values.set(name, [...(node.values.get(name) ?? []), ...unwrapped(held)]);
    }
  }

  walk(document, 0);
  return {
    nodes,
    resolve: (value) => {
      if (typeof value === "string") return byId.get(value) ?? null;
      return isObject(value) ? (byObject.get(value) ?? null) : null;
    },
  };
}

/** The first value of a property as a text; `undefined` when there is none. A text in several languages is its first. */
export function textOf(node: LinkedNode | null, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const value of node?.values.get(name) ?? []) {
      if (typeof value === "string" && value.trim() !== "") return value.trim();
      if (typeof value === "number" || typeof value === "boolean") return String(value);
      if (isObject(value) && !("@id" in value) && !("@type" in value)) {
        const inner = Object.values(value).find((one) => typeof one === "string");
        if (typeof inner === "string") return inner.trim();
      }
    }
  }
  return undefined;
}

/** The things that a property holds or points to. */
export function thingsOf(graph: Graph, node: LinkedNode | null, ...names: readonly string[]): LinkedNode[] {
  const values = names.flatMap((name) => node?.values.get(name) ?? []);
  return values.map((value) => graph.resolve(value)).filter((found) => found !== null);
}
