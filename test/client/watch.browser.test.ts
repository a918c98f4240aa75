import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

/** Who watches in the worker's place: topics that are watched at the moment. */
const watched: string[] = [];
vi.mock("../../client/workers/market-port.ts", () => ({
  marketWorker: () => {
    const { port1, port2 } = new MessageChannel();
    expose(
      {
        watch: (topic: string, listener: (value: unknown) => void) => {
          watched.push(topic);
          listener({ version: 1 });
          return proxy(() => void watched.splice(watched.indexOf(topic), 1));
        },
      },
      port1,
    );
    port2.start();
    return port2;
  },
}));
const { expose, proxy } = await import("comlink");
const { Watch } = await import("../../client/market.ts");
const { LightElement } = await import("../../client/design/light-element.ts");

@customElement("test-watcher")
class Watcher extends LightElement {
  readonly catalogue = new Watch(this, "catalogue");
  protected override render(): TemplateResult {
    return html`${this.catalogue.value?.version ?? "nothing"}`;
  }
}

const shown = () => vi.waitFor(() => expect(document.querySelector("test-watcher")?.textContent).toBe("1"));
/** What nobody watches any more is kept for so long, in milliseconds: the next page often watches the same. */
const keptFor = 2000;
const ended = async () => {
  await vi.advanceTimersByTimeAsync(keptFor);
  await vi.waitFor(() => expect(watched).toEqual([]));
};
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(async () => {
  document.body.replaceChildren();
  await ended();
  vi.useRealTimers();
});

test("any number of elements ask the core once, and nobody any more when the last has gone", async () => {
  document.body.append(new Watcher(), new Watcher());
  await shown();
  expect(watched).toEqual(["catalogue"]);
  document.body.firstElementChild?.remove();
  await vi.advanceTimersByTimeAsync(keptFor + 300);
  expect(watched).toEqual(["catalogue"]);
  document.body.replaceChildren();
  await ended();
});

test("a page that is drawn once more after it was left watches nothing", async () => {
  const page = new Watcher();
  document.body.append(page);
  await shown();
  page.remove();
  page.requestUpdate();
  await page.updateComplete;
  await ended();
});

test("one that comes back is told again", async () => {
  const page = new Watcher();
  document.body.append(page);
  await shown();
  page.remove();
  await ended();
  document.body.append(page);
  await vi.waitFor(() => expect(watched).toEqual(["catalogue"]));
});
