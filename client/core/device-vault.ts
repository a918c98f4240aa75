import { concat, fromUtf8, utf8 } from "../../crypto/bytes.ts";
import { CodedError } from "../../crypto/coded-error.ts";
import type { LocalStore } from "./platform.ts";

/**
 * Closes what is kept on this device. The key is made by WebCrypto and cannot be read out of the browser, not even by
 * this program; whoever copies the disk's files without the browser's own key store has ciphertext.
 */
export interface DeviceVault {
  /** `label` names what and whose it is; the same is needed to open. */
  seal(label: string, value: unknown): Promise<Uint8Array>;
  /** Throws `device/cannot-open` when it was changed, moved or made on another device. */
  open(label: string, sealed: Uint8Array): Promise<unknown>;
}

const nonceBytes = 12;

/** Opens the vault of this device, making its key the first time. */
export async function openDeviceVault(store: LocalStore): Promise<DeviceVault> {
  let key = (await store.get("device", "key")) as CryptoKey | undefined;
  if (key === undefined) {
    key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await store.write([{ table: "device", key: "key", value: key }]);
  }
  const deviceKey = key;
  const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;
  return {
    seal: async (label, value) => {
      const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const plaintext = own(utf8(JSON.stringify(value)));
      const parameters = { name: "AES-GCM", iv, additionalData: own(utf8(label)) };
      return concat(iv, new Uint8Array(await crypto.subtle.encrypt(parameters, deviceKey, plaintext)));
    },
    open: async (label, sealed) => {
      try {
        const iv = own(sealed.slice(0, nonceBytes));
        const parameters = { name: "AES-GCM", iv, additionalData: own(utf8(label)) };
        const plaintext = await crypto.subtle.decrypt(parameters, deviceKey, own(sealed.slice(nonceBytes)));
        return JSON.parse(fromUtf8(new Uint8Array(plaintext))) as unknown;
      } catch (cause) {
        throw new CodedError("device/cannot-open", "Something kept on this device cannot be opened.", cause);
      }
    },
  };
}
