/** What the page itself can see of its browser: what no worker can ask. */
export interface BrowserFindings {
  /** Cookies that a script can read. */
  readonly cookie: string;
  /** Names and lengths of what the simple stores hold. */
  readonly kept: readonly { readonly name: string; readonly characters: number }[];
  readonly caches: readonly { readonly name: string; readonly files: number }[];
  readonly serviceWorkers: number;
  /** Bytes that this origin takes on the disk; null where the browser does not say. */
  readonly usage: number | null;
  /** Addresses that this page has asked for since it was opened. */
  readonly requests: readonly string[];
}

/** Looks into what this browser keeps for this origin, besides its database (core/audit/device-holdings.ts). */
export async function lookAtBrowser(): Promise<BrowserFindings> {
  const kept = [localStorage, sessionStorage].flatMap((store) =>
    Object.keys(store).map((name) => ({ name, characters: store.getItem(name)?.length ?? 0 })),
  );
  const names = "caches" in globalThis ? await caches.keys() : [];
  const counted = names.map(async (name) => ({ name, files: (await (await caches.open(name)).keys()).length }));
  const workers = "serviceWorker" in navigator ? await navigator.serviceWorker.getRegistrations() : [];
  const estimate = await navigator.storage?.estimate?.().catch(() => null);
  return {
    cookie: document.cookie,
    kept,
    caches: await Promise.all(counted),
    serviceWorkers: workers.length,
    usage: estimate?.usage ?? null,
    requests: performance.getEntriesByType("resource").map(({ name }) => name),
  };
}

/** Of the addresses that were asked for, those of somebody else; what never leaves the browser is nobody's. */
export function foreignRequests(requests: readonly string[], origin: string): readonly string[] {
  return requests.filter((address) => {
    try {
      const url = new URL(address, origin);
      return !["data:", "blob:"].includes(url.protocol) && url.origin !== origin;
    } catch {
      return true;
    }
  });
}
