import { afterAll, beforeAll, expect, test } from "vitest";
import { cdp } from "vitest/browser";
import { isCodedError } from "../../crypto/coded-error.ts";
import { createPasskey, usePasskey } from "../../client/passkey.ts";

// In real Chromium, with its own virtual authenticator: WebAuthn Level 3, PRF extension.

/** The two commands of Chromium's protocol that these tests need. */
interface WebAuthnCommands {
  send(method: string, parameters?: Record<string, unknown>): Promise<Record<string, unknown>>;
}
const devtools = cdp() as unknown as WebAuthnCommands;

const device = {
  protocol: "ctap2",
  ctap2Version: "ctap2_1",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};
let authenticatorId = "";

async function plugIn(of: { readonly hasPrf: boolean }): Promise<void> {
  if (authenticatorId !== "") await devtools.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  const added = await devtools.send("WebAuthn.addVirtualAuthenticator", { options: { ...device, ...of } });
  authenticatorId = String(added["authenticatorId"]);
}

const challenge = "AAECAwQFBgcICQoLDA0ODw";
const creation = {
  challenge,
  rp: { name: "Marché d’essai", id: "localhost" },
  user: { id: "AAECAwQFBgcICQoLDA0ODw", name: "", displayName: "" },
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
  authenticatorSelection: { residentKey: "required", userVerification: "required" },
  attestation: "none",
};
const request = { challenge, rpId: "localhost", userVerification: "required" };

beforeAll(async () => {
  await devtools.send("WebAuthn.enable");
});
afterAll(async () => {
  await devtools.send("WebAuthn.disable");
});

test("what a passkey derives is the same each time, and is not in what may be sent", async () => {
  await plugIn({ hasPrf: true });
  const made = await createPasskey(creation, "Marché d’essai, mardi");
  expect(made.prf.byteLength).toBe(32);
  expect(made.response["clientExtensionResults"]).not.toHaveProperty("prf");

  const used = await usePasskey(request);
  expect([...used.prf]).toEqual([...made.prf]);
  expect([...used.credentialId]).toEqual([...made.credentialId]);
  expect(used.response["clientExtensionResults"]).not.toHaveProperty("prf");

  const sent = JSON.stringify([made.response, used.response]);
  const base64 = btoa(String.fromCharCode(...made.prf));
  for (const form of [base64, base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")]) {
    expect(sent).not.toContain(form);
  }
});

test("the name goes to the device, not into the answer", async () => {
  await plugIn({ hasPrf: true });
  const made = await createPasskey(creation, "Nom de la clé");
  expect(JSON.stringify(made.response)).not.toContain("Nom de la cl");
});

test("a passkey that cannot derive anything is refused in so many words", async () => {
  await plugIn({ hasPrf: false });
  const refused = await createPasskey(creation, "x").catch((thrown: unknown) => thrown);
  expect(isCodedError(refused, "passkey/no-prf")).toBe(true);
});

test("no is an answer", async () => {
  await plugIn({ hasPrf: true });
  await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  const refused = await createPasskey(creation, "x").catch((thrown: unknown) => thrown);
  expect(isCodedError(refused, "passkey/cancelled")).toBe(true);
});
