import { decodeIssuerKey } from "../../crypto/tokens/issuer-key.ts";
import { type BlindingFigures, measureBlinding } from "./blinding.ts";

// In Chromium: the key and the issuer are Node's, reached by functions that Playwright puts into the page.

interface Exposed {
  publishedKey(): Promise<number[]>;
  signRequests(requests: number[][]): Promise<number[][]>;
}

async function measure(): Promise<BlindingFigures> {
  const { publishedKey, signRequests } = globalThis as unknown as Exposed;
  const key = decodeIssuerKey(Uint8Array.from(await publishedKey()));
  return measureBlinding(key, async (requests) => {
    const signatures = await signRequests(requests.map((request) => [...request]));
    return signatures.map((signature) => Uint8Array.from(signature));
  });
}

Object.assign(globalThis, { measureBlinding: measure });
