import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { chromiumLaunchOptions } from "./chromium.ts";

/** A device of somebody: a browser profile of its own, with its own passkeys, and what went wrong on its pages. */
export interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors that a page threw, and whatever the content security policy refused. A story ends by finding none. */
  readonly troubles: readonly string[];
  /** Every URL that the device asked for, workers and service worker included. */
  readonly urls: readonly string[];
  /** Every PRF output that the device's passkeys gave to a page, as it was read there. */
  readonly passkeyOutputs: readonly Uint8Array[];
  /** Takes the network away, or gives it back. */
  setOffline(offline: boolean): Promise<void>;
  close(): Promise<void>;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch(chromiumLaunchOptions());
}

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

/**
 * A new device. With `passkeys` (the default) it has a platform authenticator that verifies its user and knows PRF, as
 * phones and laptops of today do; without, the device knows no passkeys at all.
 */
export async function newDevice(
  browser: Browser,
  origin: string,
  settings: {
    readonly passkeys?: boolean;
    readonly screen?: "phone" | "desktop";
    /** Without the content security policy: only so that a test may bring axe into the page. */
    readonly bypassCSP?: boolean;
    /**
     * Without a service worker: so that a test may answer for the server, and where nobody goes offline or meets a newer
     * version; keeping the whole client for later takes a second or two a device.
     */
    readonly withoutWorker?: boolean;
    /** By which a hostile server would know somebody again. */
    readonly userAgent?: string;
  } = {},
): Promise<Device> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: "fr-CH",
    timezoneId: "Europe/Zurich",
    viewport: settings.screen === "phone" ? phone : desktop,
    reducedMotion: "reduce",
    serviceWorkers: settings.withoutWorker === true ? "block" : "allow",
    ...(settings.bypassCSP === true && { bypassCSP: true }),
    ...(settings.userAgent !== undefined && { userAgent: settings.userAgent }),
  });
  const troubles: string[] = [];
  const urls: string[] = [];
  const passkeyOutputs: Uint8Array[] = [];
  context.on("request", (request) => urls.push(request.url()));
  context.on("weberror", (error) => troubles.push(error.error().message));
  context.on("console", (message) => {
    if (/Content Security Policy|Trusted ?Type|Refused to/i.test(message.text())) troubles.push(message.text());
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  if (settings.passkeys === false) {
    await context.addInitScript(() => Reflect.deleteProperty(globalThis, "PublicKeyCredential"));
  } else {
    await context.exposeBinding(binding, (_, bytes: number[]) => passkeyOutputs.push(Uint8Array.from(bytes)));
    await context.addInitScript(tellPasskeyOutputs, binding);
    const cdp = await context.newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        ctap2Version: "ctap2_1",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        hasPrf: true,
        automaticPresenceSimulation: true,
        isUserVerified: true,
      },
    });
  }
  return {
    context,
    page,
    troubles,
    urls,
    passkeyOutputs,
    setOffline: (offline) => context.setOffline(offline),
    close: () => context.close(),
  };
}

const binding = "smartketplaceTestPasskeyOutput";

/** Runs in the page: tells the test of each PRF output that a ceremony gives, before anybody else has it. */
function tellPasskeyOutputs(name: string): void {
  const real = PublicKeyCredential.prototype.getClientExtensionResults;
  PublicKeyCredential.prototype.getClientExtensionResults = function (this: PublicKeyCredential) {
    const results = real.call(this);
    const first = results.prf?.results?.first;
    if (first !== undefined) {
      const bytes = first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer);
      const tell = Reflect.get(globalThis, name) as (bytes: readonly number[]) => void;
      tell([...bytes]);
    }
    return results;
  };
}

/** URLs of a device that are not of the instance, but for what never leaves the browser. */
export function foreignUrls(device: Device, origin: string): string[] {
  return device.urls.filter((url) => !url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url));
}

/** Pictures of what each device showed when a story failed, in `screenshots/`, for whoever has to find out why. */
export async function keepPictures(devices: readonly Device[], story: string): Promise<void> {
  for (const [index, { page }] of devices.entries()) {
    const path = `screenshots/${story.replaceAll(/[^\w]+/g, "-").slice(0, 60)}-${index}.png`;
    await page.screenshot({ path }).catch(() => undefined);
  }
}
