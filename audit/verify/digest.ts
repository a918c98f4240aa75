import { createHash } from "node:crypto";

/** SHA-256 as 43 characters of base64url, as releases name files. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url");
}
