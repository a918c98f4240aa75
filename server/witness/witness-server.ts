import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { noteLengthMax } from "../../crypto/signed-note.ts";
import type { WitnessAnswer } from "./witness.ts";

const text = "text/plain; charset=utf-8";

/**
 * What a witness says of itself: its verifier key, and how far it has seen each log, the root in hexadecimal as the page
 * `/audit` shows its beginning; null for one that it never saw.
 */
export interface WitnessSaying {
  readonly key: string;
  readonly watched: readonly {
    readonly origin: string;
    readonly seen: { readonly size: number; readonly root: string } | null;
  }[];
}

/**
 * The addresses of a witness that runs alone, without anything that a market's server has: `POST /add-checkpoint`, and
 * `GET /` for whoever wants to compare what it has seen.
 */
export function createWitnessServer(
  addCheckpoint: (body: Uint8Array) => Promise<WitnessAnswer>,
  saying: () => Promise<WitnessSaying>,
): Server {
  return createServer({ requestTimeout: 20_000, headersTimeout: 10_000 }, (request, response) => {
    answer(request, addCheckpoint, saying).then(
      ({ status, type, body }) => send(response, status, type, body),
      () => send(response, 500, text, "Something went wrong.\n"),
    );
  });
}

async function answer(
  request: IncomingMessage,
  addCheckpoint: (body: Uint8Array) => Promise<WitnessAnswer>,
  saying: () => Promise<WitnessSaying>,
): Promise<{ status: number; type: string; body: string }> {
  if (request.url === "/") {
    if (request.method !== "GET") return { status: 405, type: text, body: "Only GET.\n" };
    return { status: 200, type: "application/json", body: `${JSON.stringify(await saying(), null, 2)}\n` };
  }
  if (request.url !== "/add-checkpoint")
    return { status: 404, type: text, body: "There is nothing at this address.\n" };
  if (request.method !== "POST") return { status: 405, type: text, body: "Only POST.\n" };
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > noteLengthMax) return { status: 413, type: text, body: "The request is too large.\n" };
    chunks.push(chunk as Buffer);
  }
  return addCheckpoint(new Uint8Array(Buffer.concat(chunks)));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  // A body that was refused unread must not be taken for the next request.
  if (status >= 400 && status !== 409) response.setHeader("Connection", "close");
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(body);
}
