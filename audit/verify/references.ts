const filesMax = 2_000;
/** Text that is read for names: the largest script of the client is well below. */
const textMax = 4 * 1024 * 1024;

const endings = "js|mjs|css|html|svg|json|wasm|woff2?|webmanifest|png|jpg|webp|avif|ico|txt|map";
const quoted = new RegExp(`["'\`(]([\\w./@-]{1,200}\\.(?:${endings}))(?=["'\`)?#])`, "g");
const attribute = /\b(?:src|href|action|data|poster)\s*=\s*(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'>]{1,500}))/gi;
const scheme = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** What a file of the client names. */
export interface References {
  /** Paths of this origin that may be files; some words only look like one. */
  readonly paths: readonly string[];
  /** Addresses elsewhere that a page would load from. */
  readonly foreign: readonly string[];
}

function pathFrom(name: string, base: string): string | null {
  try {
    const url = new URL(name, `http://client${base}`);
    return url.host === "client" ? url.pathname : null;
  } catch {
    return null;
  }
}

/**
 * What a text of the client names: attributes of a page, and every quoted word of a script or a sheet that ends like a
 * file. Paths without a slash in front are tried from the text's own folder and from the root, as the service worker means
 * them.
 */
export function referencesIn(path: string, type: string, body: Uint8Array): References {
  const paths = new Set<string>();
  const foreign = new Set<string>();
  const isPage = type.startsWith("text/html") || path.endsWith(".html");
  const text = Buffer.from(body.subarray(0, textMax)).toString("latin1");
  const add = (name: string): void => {
    if (paths.size >= filesMax) return;
    for (const base of [path, "/"]) {
      const found = pathFrom(name, base);
      if (found !== null) paths.add(found);
    }
  };
  for (const [, name = ""] of text.matchAll(quoted)) add(name);
  if (isPage) {
    for (const [, one, two, three] of text.matchAll(attribute)) {
      const name = one ?? two ?? three ?? "";
      if (!scheme.test(name)) add(name);
      else if (/^(?:https?:)?\/\//i.test(name) && foreign.size < filesMax) foreign.add(name);
    }
  }
  return { paths: [...paths], foreign: [...foreign] };
}
