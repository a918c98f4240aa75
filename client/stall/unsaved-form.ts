import type { ReactiveController, ReactiveControllerHost } from "lit";
import { market } from "../market.ts";

/**
 * Keeps what is being typed on the device, at once: a page that is reloaded takes its worker with it, and whatever still
 * waited for a better moment. One writing at a time; what is typed meanwhile goes with the next.
 */
export class UnsavedForm<Form> implements ReactiveController {
  #party = "";
  #what = "";
  #writing = false;
  #due: Form | null = null;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#hidden);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#hidden);
    void this.#flush();
  }

  /** Turns to a form; resolves with what was kept of it, unread, or null. */
  open(party: string, what: string): Promise<unknown> {
    void this.#flush();
    this.#party = party;
    this.#what = what;
    return market.unsaved(party, what).catch(() => null);
  }

  /** The form as it is now. */
  changed(form: Form): void {
    this.#due = form;
    if (!this.#writing) void this.#keep();
  }

  /** It was saved, or given up. */
  async done(): Promise<void> {
    this.#due = null;
    await market.keepUnsaved(this.#party, this.#what, null).catch(() => undefined);
  }

  readonly #hidden = (): void => {
    if (document.visibilityState === "hidden") void this.#flush();
  };

  async #keep(): Promise<void> {
    this.#writing = true;
    while (this.#due !== null) await this.#flush();
    this.#writing = false;
  }

  async #flush(): Promise<void> {
    const form = this.#due;
    this.#due = null;
    // Without room on the device the form is still on the screen.
    if (form !== null) await market.keepUnsaved(this.#party, this.#what, form).catch(() => undefined);
  }
}
