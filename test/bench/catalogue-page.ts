import workerUrl from "./catalogue-worker.ts?worker&url";

// The page around the worker: passes questions on, and says how much memory both take.

interface Policy {
  createScriptURL(url: string): string;
}
const types = (globalThis as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): Policy } })
  .trustedTypes;
const policy = types?.createPolicy("default", { createScriptURL: (url: string) => url });
const worker = new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });

function ask(question: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.addEventListener(
      "message",
      ({ data }: MessageEvent<{ figures?: unknown; failure?: string }>) =>
        data.failure === undefined ? resolve(data.figures) : reject(new Error(data.failure)),
      { once: true },
    );
    worker.postMessage(question);
  });
}

/** Bytes of page and worker together, after a collection. Only a page that is isolated from others may ask. */
async function memoryBytes(): Promise<number> {
  const measure = (performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> })
    .measureUserAgentSpecificMemory;
  return (await measure.call(performance)).bytes;
}

Object.assign(globalThis, { ask, memoryBytes });
