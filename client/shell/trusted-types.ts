interface Policy {
  createScriptURL(url: string): unknown;
}
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: {
      readonly createScriptURL?: (url: string) => string | null;
      readonly createHTML?: (html: string) => string | null;
    },
  ): Policy;
}

const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;

/** A script's address that is one of ours: same origin, and where the build puts scripts. Null for any other. */
function ownScript(url: string): string | null {
  const address = new URL(url, location.href);
  const ours = /^\/(assets\/[\w.-]+\.js|service-worker\.js)$/.test(address.pathname) || import.meta.env.DEV;
  return address.origin === location.origin && ours ? address.href : null;
}

const policy = factory?.createPolicy("sp", { createScriptURL: ownScript });

/**
 * A script's address as the page's content policy wants it (W3C Trusted Types). Throws a TypeError for an address that
 * is not one of our own scripts.
 */
export function scriptUrl(url: string): unknown {
  return policy?.createScriptURL(url) ?? url;
}

/** What libraries still assign as markup: nothing but the empty string, to clear a node. Anything else is refused. */
function noMarkup(html: string): string | null {
  return html === "" ? "" : null;
}

factory?.createPolicy("default", { createHTML: noMarkup, createScriptURL: ownScript });
