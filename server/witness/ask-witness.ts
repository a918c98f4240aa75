import { formatAddCheckpoint } from "../../crypto/add-checkpoint.ts";
import { CodedError } from "../../crypto/coded-error.ts";
import { verifyCosignature } from "../../crypto/cosignature.ts";
import { type NoteKey, type NoteSignature, parseSignatures, signaturesBy } from "../../crypto/signed-note.ts";

/** A witness that is asked: its submission prefix, without a final slash, and its key. */
export interface AskedWitness {
  readonly url: string;
  readonly key: NoteKey;
}

/** `cosigned`, or the size up to which the witness says it has seen this log. */
export type WitnessReply = { readonly signature: NoteSignature } | { readonly seenSize: number };

const answerMs = 10_000;
const answerBytesMax = 64 * 1024;

/**
 * Sends a checkpoint to a witness. Throws `witness/refused` for another status, `witness/answer` for an answer that is no
 * valid cosignature by its key, and what `fetch` throws when it cannot be reached within ten seconds.
 */
export async function askWitness(
  witness: AskedWitness,
  request: {
    readonly oldSize: number;
    readonly proof: readonly Uint8Array[];
    readonly note: string;
    readonly text: string;
    /** Ends the request when this server closes. */
    readonly closing: AbortSignal;
  },
): Promise<WitnessReply> {
  const response = await fetch(`${witness.url}/add-checkpoint`, {
    method: "POST",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: formatAddCheckpoint(request),
    redirect: "error",
    signal: AbortSignal.any([AbortSignal.timeout(answerMs), request.closing]),
  });
  const body = await shortText(response);
  if (response.status === 409 && /^(?:0|[1-9]\d{0,14})\n?$/.test(body)) return { seenSize: Number(body) };
  if (response.status !== 200) throw new CodedError("witness/refused", "A witness did not cosign.");
  const [signature] = signaturesBy({ text: request.text, signatures: parseSignatures(body) }, witness.key);
  if (signature === undefined) throw new CodedError("witness/answer", "A witness answered with something else.");
  verifyCosignature(request.text, signature.signature, witness.key);
  return { signature };
}

/** The body, as long as it is short: whoever answers may answer for ever. */
async function shortText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > answerBytesMax) throw new CodedError("witness/answer", "A witness answered with something else.");
  }
  return text + decoder.decode();
}
