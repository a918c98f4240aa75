import type { Browser } from "playwright";

/** A page of a browser that only does what it is asked: a tool that hears of each request takes processors from the page. */
export interface QuietPage {
  /** Runs in each document before its own scripts. */
  before(script: string): Promise<void>;
  goto(url: string): Promise<void>;
  /** Value of an expression, as JSON could say it. Throws what it throws. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

const viewport = { width: 390, height: 844, deviceScaleFactor: 1, mobile: false } as const;

/** Opens one in a context of its own, of a phone's size, for somebody who reads French. */
export async function openQuietPage(browser: Browser): Promise<QuietPage> {
  const devtools = await browser.newBrowserCDPSession();
  const { browserContextId } = await devtools.send("Target.createBrowserContext");
  const { targetId } = await devtools.send("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await devtools.send("Target.attachToTarget", { targetId, flatten: false });
  const waiting = new Map<number, (answer: Answer) => void>();
  let sent = 0;

  devtools.on("Target.receivedMessageFromTarget", (received) => {
    if (received.sessionId !== sessionId) return;
    const answer = JSON.parse(received.message) as Answer;
    if (answer.id === undefined) return;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });

  async function send(method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const id = ++sent;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    await devtools.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
    const { result = {}, error } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  const { userAgent } = await devtools.send("Browser.getVersion");
  await send("Page.enable");
  await send("Emulation.setDeviceMetricsOverride", viewport);
  await send("Emulation.setUserAgentOverride", { userAgent, acceptLanguage: "fr-CH,fr" });
  return {
    before: async (source) => void (await send("Page.addScriptToEvaluateOnNewDocument", { source })),
    goto: async (url) => {
      const { errorText } = (await send("Page.navigate", { url })) as { readonly errorText?: string };
      if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
    },
    evaluate: async (expression) => {
      const { result, exceptionDetails } = (await send("Runtime.evaluate", { expression, returnByValue: true })) as {
        readonly result: { readonly value?: unknown };
        readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
      };
      if (exceptionDetails !== undefined) {
        throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
      }
      return result.value;
    },
    close: async () => {
      await devtools.send("Target.disposeBrowserContext", { browserContextId });
      await devtools.detach();
    },
  };
}
