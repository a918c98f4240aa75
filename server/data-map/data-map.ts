import { z } from "zod";
import { type Route, type RouteName, routes } from "../../crypto/protocol/routes.ts";
import { type DeclaredTable, tables } from "./tables.ts";
import type { Declared } from "./declaration.ts";
import { logFields } from "./log-fields.ts";
import { routeFields } from "./route-fields.ts";
import { answerHeaders, files, headers } from "./surroundings.ts";

/** What one route receives and sends. */
export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, Declared>>;
}

/** Everything that the server stores, logs, receives and sends, in one machine-readable document. */
export interface DataMap {
  readonly v: 1;
  readonly tables: Readonly<Record<string, DeclaredTable>>;
  readonly files: Readonly<Record<string, Declared>>;
  readonly logFields: Readonly<Record<string, Declared>>;
  /** Of requests. */
  readonly headers: Readonly<Record<string, Declared>>;
  readonly answerHeaders: Readonly<Record<string, Declared>>;
  readonly routes: Readonly<Record<string, DeclaredRoute>>;
}

function fieldsOf(schema: unknown, path: string, found: Set<string>): void {
  if (typeof schema !== "object" || schema === null) return;
  const node = schema as Record<string, unknown>;
  const properties = node["properties"] as Record<string, unknown> | undefined;
  const items = node["items"];
  const values = node["additionalProperties"];
  const choices = [node["anyOf"], node["oneOf"], node["allOf"]].find(Array.isArray) as unknown[] | undefined;
  for (const choice of choices ?? []) fieldsOf(choice, path, found);
  for (const [name, inner] of Object.entries(properties ?? {})) fieldsOf(inner, `${path}.${name}`, found);
  if (items !== undefined) fieldsOf(items, `${path}[]`, found);
  if (typeof values === "object") fieldsOf(values, `${path}.*`, found);
  if (properties === undefined && items === undefined && choices === undefined && typeof values !== "object") {
    found.add(path);
  }
}

/** Names of all that a route's schemas let through: `path.space`, `query.after`, `request.cursors[]`, `response.head`. */
export function fieldNamesOf(route: Route): string[] {
  const found = new Set<string>();
  for (const [, name] of route.path.matchAll(/[:*](\w+)/g)) found.add(`path.${name}`);
  const parts = { query: route.query, request: route.request, response: route.response };
  for (const [part, schema] of Object.entries(parts)) {
    if (schema === "bytes" || schema === "events") found.add(part);
    else if (schema instanceof z.ZodType) fieldsOf(z.toJSONSchema(schema, { io: "input" }), part, found);
  }
  return [...found];
}

/**
 * The data map. Fields of routes are taken from the schemas that the server parses with, so a field without a
 * declaration is found: it is listed in `undeclaredFields`, and a test demands that there are none.
 */
export function dataMap(): DataMap {
  const declaredRoutes = Object.entries(routes).map(([name, route]: [string, Route]) => {
    const declarations = routeFields[name as RouteName];
    const fields = fieldNamesOf(route).flatMap((field) => {
      const declared = declarations[field];
      return declared === undefined ? [] : [[field, declared] as const];
    });
    return [name, { method: route.method, path: route.path, fields: Object.fromEntries(fields) }] as const;
  });
  return { v: 1, tables, files, logFields, headers, answerHeaders, routes: Object.fromEntries(declaredRoutes) };
}

/** Fields that routes let through and nobody declared: `route field`. */
export function undeclaredFields(): string[] {
  return Object.entries(routes).flatMap(([name, route]: [string, Route]) =>
    fieldNamesOf(route)
      .filter((field) => routeFields[name as RouteName][field] === undefined)
      .map((field) => `${name} ${field}`),
  );
}
