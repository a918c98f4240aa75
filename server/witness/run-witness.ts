import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fromUtf8, toHex } from "../../crypto/bytes.ts";
import { CodedError } from "../../crypto/coded-error.ts";
import { witnessNoteKey } from "../../crypto/cosignature.ts";
import { deriveKey } from "../../crypto/hash.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { formatNoteKey } from "../../crypto/signed-note.ts";
import { ready } from "../../crypto/sodium.ts";
import { lockDataFolder } from "../data-folder-lock.ts";
import { readOrCreateKeyFile } from "../key-file.ts";
import { fileWitnessStore } from "./file-witness-store.ts";
import { createWitness } from "./witness.ts";
import { createWitnessServer } from "./witness-server.ts";
import { readWitnessSettings } from "./witness-settings.ts";

// `npm run witness`: a witness alone, without a market. It says on stdout by which key it is known.

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function run(): Promise<void> {
  const settings = readWitnessSettings(process.env);
  await ready();
  const letGo = lockDataFolder(settings.dataDir);
  const seed = readOrCreateKeyFile(join(settings.dataDir, "witness.key"), () => randomBytes(32));
  if (seed.length !== 32) fail("The file witness.key of the witness's folder is damaged.");
  const key = signingKeyPair(deriveKey(seed, "smartketplace/witness/v1"));
  const { logs, name } = settings;
  const store = fileWitnessStore(join(settings.dataDir, "logs"));
  const witness = createWitness({ logs, name, key, store, clock: Date.now });
  const verifierKey = formatNoteKey(witnessNoteKey(name, key.publicKey));
  const addCheckpoint = async (body: Uint8Array) => {
    try {
      return await witness.addCheckpoint(fromUtf8(body));
    } catch (thrown) {
      if (thrown instanceof CodedError && thrown.code.startsWith("bytes/")) return witness.addCheckpoint("");
      throw thrown;
    }
  };
  const seenOf = async (origin: string) => {
    const head = await store.read(origin);
    return head === null ? null : { size: head.size, root: toHex(head.root) };
  };
  const server = createWitnessServer(addCheckpoint, async () => ({
    key: verifierKey,
    watched: await Promise.all(logs.map(async (log) => ({ origin: log.name, seen: await seenOf(log.name) }))),
  }));
  server.once("error", () =>
    fail("The port cannot be opened. Set PORT to a free one, or HOST to an address of this machine."),
  );
  server.listen(settings.port, settings.host, () => {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : settings.port;
    process.stdout.write(
      `${JSON.stringify({ msg: "watching", logs: settings.logs.length, port, key: verifierKey })}\n`,
    );
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      server.close(() => {
        letGo();
        process.exit(0);
      });
      server.closeIdleConnections();
    });
  }
}

await run().catch((thrown: unknown) =>
  fail(thrown instanceof Error ? thrown.message : "The witness could not be started."),
);
