import type { TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { html } from "@lit-labs/ssr";
import type { Thing, WithContext } from "schema-dts";

/** A thing of schema.org as a page carries it. */
export type PageData = WithContext<Thing>;

const escapes: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/**
 * JSON that can stand in a script element: no sign that could end the element or begin a comment is left in it, and
 * every one of them can only be inside a string, where JSON writes it as an escape (HTML, "Restrictions for contents of
 * script elements").
 */
export function scriptSafeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (sign) => escapes[sign] ?? "");
}

/**
 * A data block. The only place of the server where text becomes markup unescaped: the template language would escape
 * JSON's quotation marks, which a script element would not read back.
 */
export function dataBlock(data: PageData): TemplateResult {
  return html`${unsafeHTML(`<script type="application/ld+json">${scriptSafeJson(data)}</script>`)}`;
}
