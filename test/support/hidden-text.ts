/** Where a text was found, and in what form. */
export interface Finding {
  readonly place: string;
  readonly form: string;
}

/**
 * Base64 of `bytes` as it looks inside the base64 of something longer, at each of the three alignments: the characters
 * that also hold bits of a neighbour are cut off.
 */
function base64Inside(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    return encoded.slice(first, last);
  });
}

/** Every form in which bytes could be written into a text: hex, base64 and base64url at each alignment, numbers. */
function writtenForms(bytes: Buffer, of: string): [string, string][] {
  return [
    [`hex${of}`, bytes.toString("hex")],
    [`HEX${of}`, bytes.toString("hex").toUpperCase()],
    [`numbers${of}`, [...bytes].join(",")],
    ...base64Inside(bytes).flatMap((encoded, alignment): [string, string][] => [
      [`base64${of}, alignment ${alignment}`, encoded],
      [`base64url${of}, alignment ${alignment}`, encoded.replaceAll("+", "-").replaceAll("/", "_")],
    ]),
  ];
}

/** Every form in which a text could lie in bytes: plain, hex, base64 and base64url at each alignment, URL, UTF-16. */
export function formsOf(text: string): ReadonlyMap<string, Buffer> {
  const utf8 = Buffer.from(text, "utf8");
  const utf16 = Buffer.from(text, "utf16le");
  const escaped = text.replaceAll(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const written: [string, string][] = [
    ...writtenForms(utf8, ""),
    ...writtenForms(utf16, " of UTF-16LE"),
    ["URL", encodeURIComponent(text)],
    ["form", encodeURIComponent(text).replaceAll("%20", "+")],
    ["JSON escapes", escaped],
  ];
  return new Map<string, Buffer>([
    ["plain", utf8],
    ["latin-1", Buffer.from(text, "latin1")],
    ["UTF-16LE", utf16],
    ["UTF-16BE", Buffer.from(utf16).swap16()],
    ...written.map(([form, value]): [string, Buffer] => [form, Buffer.from(value, "latin1")]),
  ]);
}

/** Every form in which secret bytes, a key or what a passkey gave, could lie in bytes. */
export function formsOfBytes(secret: Uint8Array): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(secret);
  return new Map<string, Buffer>([
    ["plain", bytes],
    ...writtenForms(bytes, "").map(([form, value]): [string, Buffer] => [form, Buffer.from(value, "latin1")]),
  ]);
}

/** What is looked for: a text, or secret bytes with a name to speak of them. */
export type Sought = string | { readonly name: string; readonly bytes: Uint8Array };

/** Each text and secret in each form that lies anywhere in `bytes`. */
export function findText(place: string, bytes: Buffer, sought: readonly Sought[]): Finding[] {
  return sought.flatMap((each) => {
    const [name, forms] = typeof each === "string" ? [each, formsOf(each)] : [each.name, formsOfBytes(each.bytes)];
    return [...forms].filter(([, form]) => bytes.includes(form)).map(([form]) => ({ place, form: `${name}: ${form}` }));
  });
}
