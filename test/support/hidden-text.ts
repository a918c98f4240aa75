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

/** Every form in which a text could lie in bytes: plain, hex, base64 and base64url at each alignment, URL, UTF-16. */
export function formsOf(text: string): ReadonlyMap<string, Buffer> {
  const forms = new Map<string, Buffer>();
  const add = (form: string, value: string | Buffer) => {
    forms.set(form, typeof value === "string" ? Buffer.from(value, "utf8") : value);
  };
  const utf8 = Buffer.from(text, "utf8");
  const utf16 = Buffer.from(text, "utf16le");
  const utf16be = Buffer.from(utf16).swap16();
  add("plain", utf8);
  add("latin-1", Buffer.from(text, "latin1"));
  add("UTF-16LE", utf16);
  add("UTF-16BE", utf16be);
  for (const [name, bytes] of [
    ["", utf8],
    [" of UTF-16LE", utf16],
  ] as const) {
    add(`hex${name}`, bytes.toString("hex"));
    add(`HEX${name}`, bytes.toString("hex").toUpperCase());
    for (const [alignment, encoded] of base64Inside(bytes).entries()) {
      add(`base64${name}, alignment ${alignment}`, encoded);
      add(`base64url${name}, alignment ${alignment}`, encoded.replaceAll("+", "-").replaceAll("/", "_"));
    }
  }
  add("URL", encodeURIComponent(text));
  add("form", encodeURIComponent(text).replaceAll("%20", "+"));
  add(
    "JSON escapes",
    text.replaceAll(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
  return forms;
}

/** Each text in each form that lies anywhere in `bytes`. */
export function findText(place: string, bytes: Buffer, texts: readonly string[]): Finding[] {
  return texts.flatMap((text) =>
    [...formsOf(text)]
      .filter(([, form]) => bytes.includes(form))
      .map(([form]) => ({ place, form: `${text}: ${form}` })),
  );
}
