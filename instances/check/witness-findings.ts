import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { noteSignatureTypes, parseNoteKey } from "../../crypto/signed-note.ts";
import type { Finding } from "./finding.ts";

/** What is wrong with the policy of witnesses that its schema does not see: keys that are none, or of the other kind. */
export function witnessFindings({ witnesses }: InstanceFile): Finding[] {
  if (witnesses === undefined) return [];
  const asked = witnesses.asked.flatMap(({ key, url }, index) => [
    ...keyFindings(`witnesses.asked[${index}].key`, key, noteSignatureTypes.cosignature),
    ...(isPlain(url)
      ? [
          {
            at: `witnesses.asked[${index}].url`,
            problem: "Without https anybody on the way can keep the witness from being asked.",
            mend: 'Write an address that begins with "https://".',
          },
        ]
      : []),
  ]);
  const watched = witnesses.watched.flatMap((key, index) =>
    keyFindings(`witnesses.watched[${index}]`, key, noteSignatureTypes.ed25519),
  );
  return [...asked, ...watched, ...twice(witnesses.watched)];
}

/** Whether an address of another machine is without TLS. */
function isPlain(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && hostname !== "localhost" && hostname !== "127.0.0.1" && !hostname.endsWith(".onion");
}

function keyFindings(at: string, text: string, type: number): Finding[] {
  try {
    if (parseNoteKey(text).type === type) return [];
  } catch {
    return [
      { at, problem: "This is not a verifier key: a letter of it is another.", mend: "Copy it once more, whole." },
    ];
  }
  const kind = type === noteSignatureTypes.cosignature ? "witness" : "log";
  return [{ at, problem: `This is not the key of a ${kind}.`, mend: `Write the verifier key of the ${kind} itself.` }];
}

function twice(watched: readonly string[]): Finding[] {
  const names = watched.map((key) => key.split("+")[0]);
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [
          {
            at: `witnesses.watched[${index}]`,
            problem: "A log of this name is watched already.",
            mend: "Take one of them out.",
          },
        ]
      : [],
  );
}
