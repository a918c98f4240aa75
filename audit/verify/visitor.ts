import { Agent as PlainAgent, type IncomingHttpHeaders, request as plainRequest } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

/** Largest answer that is read, as sent and decompressed: several times the largest file of a client. */
export const answerBytesMax = 16 * 1024 * 1024;
/** How long one answer may take in all, and the whole of a verification. */
const answerMs = 30_000;
const visitMs = 10 * 60_000;
const connectionsMax = 8;

/** An answer as it came. No redirect is followed: where a file leads elsewhere, the file is not there. */
export interface Answer {
  readonly status: number;
  /** By name in lower case; repeated ones joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}

/** Why there is no answer that could be read. */
export type NoAnswer = "unreachable" | "endless" | "slow" | "garbled";

/** One way of asking, as some visitor's program does. */
export interface Look {
  readonly name: "br" | "gzip" | "plain";
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Files are asked for in every form in which a server may keep them, and by what looks like several people's browsers:
 * whoever wants to show a verifier something else has to tell it apart first.
 */
export const looks: readonly Look[] = [
  {
    name: "br",
    headers: {
      "user-agent":
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
      "accept-encoding": "gzip, deflate, br, zstd",
      "accept-language": "fr-CH,fr;q=0.9,en;q=0.8",
    },
  },
  {
    name: "gzip",
    headers: {
      "user-agent":
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
      "accept-encoding": "gzip, deflate",
      "accept-language": "de-CH,de;q=0.9",
    },
  },
  {
    name: "plain",
    headers: {
      "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
      "accept-encoding": "identity",
      "accept-language": "en-GB,en;q=0.7",
    },
  },
];

/** Asks one origin, as a visitor. */
export interface Visitor {
  readonly origin: string;
  get(path: string, look?: Look, accept?: string): Promise<Answer | NoAnswer>;
  close(): void;
}

/** Whether there was an answer. */
export function isAnswer(answer: Answer | NoAnswer): answer is Answer {
  return typeof answer !== "string";
}

function decompressed(encoding: string, body: Buffer): Uint8Array | NoAnswer {
  try {
    const limits = { maxOutputLength: answerBytesMax };
    if (encoding === "" || encoding === "identity") return body;
    if (encoding === "br") return brotliDecompressSync(body, limits);
    if (encoding === "gzip") return gunzipSync(body, limits);
    return "garbled";
  } catch (thrown) {
    const isLarge = thrown instanceof RangeError || (thrown as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE";
    return isLarge ? "endless" : "garbled";
  }
}

function joined(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value)]),
  );
}

/** A visitor of `origin`, http or https. Certificates are checked as Node checks them. */
export function openVisitor(origin: string): Visitor {
  const secure = origin.startsWith("https:");
  const settings = { keepAlive: true, maxSockets: connectionsMax };
  const agent = secure ? new SecureAgent(settings) : new PlainAgent(settings);
  const send = secure ? secureRequest : plainRequest;
  const until = Date.now() + visitMs;

  const get: Visitor["get"] = (path, look = looks[0]!, accept = "*/*") =>
    new Promise((resolve) => {
      const left = Math.min(answerMs, until - Date.now());
      if (left <= 0) return resolve("slow");
      const headers = { accept, ...look.headers };
      const outgoing = send(new URL(origin), { path, headers, agent });
      const end = (result: Answer | NoAnswer): void => {
        clearTimeout(timer);
        outgoing.destroy();
        resolve(result);
      };
      const timer = setTimeout(() => end("slow"), left);
      outgoing.on("error", () => end("unreachable"));
      outgoing.on("response", (incoming) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        incoming.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > answerBytesMax) end("endless");
          else chunks.push(chunk);
        });
        incoming.on("error", () => end("unreachable"));
        incoming.on("end", () => {
          clearTimeout(timer);
          const encoding = incoming.headers["content-encoding"]?.toLowerCase() ?? "";
          const body = decompressed(encoding, Buffer.concat(chunks));
          resolve(
            typeof body === "string"
              ? body
              : { status: incoming.statusCode ?? 0, headers: joined(incoming.headers), body },
          );
        });
      });
      outgoing.end();
    });

  return { origin, get, close: () => agent.destroy() };
}
