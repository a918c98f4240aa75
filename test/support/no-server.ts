import { toBase64url } from "../../crypto/bytes.ts";

const key = (byte: number): string => toBase64url(new Uint8Array(32).fill(byte));

/** What an instance statement says of its server where a test has none: keys that nobody holds. */
export const noServer = { operator: key(1), log: { origin: "market.example/log", key: key(2) } } as const;
