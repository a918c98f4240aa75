import { toBase64url } from "../../../../crypto/bytes.ts";
import type { SigningKeyPair } from "../../../../crypto/signature.ts";
import { createNodePlatform } from "../../../../client/agent/node-platform.ts";
import { openDeviceVault } from "../../../../client/core/device-vault.ts";
import type { LocalStore, Transport } from "../../../../client/core/platform.ts";
import { openSyncedSpace } from "../../../../client/core/spaces/open-synced-space.ts";
import type { SpaceKeys, SyncedSpace } from "../../../../client/core/spaces/synced-space.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import type { TestServer } from "../../../support/test-server.ts";

/** How a space is opened on one device. */
interface Opening {
  /** What stands between the device and the server. */
  readonly between: (transport: Transport) => Transport;
  /** Made on this device: the server has to be asked to open it. */
  readonly isNew?: boolean;
  /** What is kept on a device that was here before; without it, a new one. */
  readonly store?: LocalStore | undefined;
}

/** One space alone on a device: no market around it, nothing started. */
export async function openOneSpace(
  server: TestServer,
  keys: SpaceKeys,
  { between, isNew = false, store }: Opening,
): Promise<{ space: SyncedSpace; store: LocalStore }> {
  const plain = createNodePlatform(server.url, geneva);
  const openSpace = async (pair: SigningKeyPair): Promise<void> =>
    void (await plain.transport.request("openSpace", {
      params: { space: toBase64url(pair.publicKey) },
      sign: pair,
      body: { token: await server.mint("space") },
    }));
  const platform = { ...plain, store: store ?? plain.store, transport: between(plain.transport), openSpace };
  const space = await openSyncedSpace(platform, await openDeviceVault(platform.store), keys, isNew);
  return { space, store: platform.store };
}
