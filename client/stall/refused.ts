import { Task, TaskStatus } from "@lit/task";
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { icon } from "../design/icon.ts";
import { failureCode, market, Watch } from "../market.ts";
import { saveRefusal } from "./refusal.ts";

/** What refused a change of a desk last. That its key is being replaced is said until it has been. */
export class Refused {
  readonly #host: ReactiveControllerHost;
  readonly #keyUnderWay: Task<readonly [string, string, number | undefined], boolean>;
  /** The code; "" for nothing. */
  #code = "";

  constructor(host: ReactiveControllerHost, party: () => string) {
    this.#host = host;
    const catalogue = new Watch(host, "catalogue");
    this.#keyUnderWay = new Task(host, {
      task: async ([code, id]) => code === "staff/key-under-way" && (await market.keyUnderWay(id)),
      args: () => [this.#code, party(), catalogue.value?.version] as const,
    });
  }

  /** Another change begins: nothing refuses it yet. */
  clear(): void {
    this.#set("");
  }

  by(cause: unknown): void {
    this.#set(failureCode(cause));
  }

  #set(code: string): void {
    this.#code = code;
    this.#host.requestUpdate();
  }

  /** What is said of it: `settled` once the key has been replaced, for which the change had to wait. */
  note(settled: string): TemplateResult | typeof nothing {
    if (this.#code === "") return nothing;
    const { status, value } = this.#keyUnderWay;
    const isReplaced = this.#code === "staff/key-under-way" && status === TaskStatus.COMPLETE && value === false;
    return isReplaced
      ? html`<p class="note ok compact">${icon("check-circle")}<span>${settled}</span></p>`
      : html`<p class="note bad compact" role="alert">
          ${icon("warning-circle")}<span>${saveRefusal(this.#code)}</span>
        </p>`;
  }
}
