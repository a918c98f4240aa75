import type { ReactiveController, ReactiveControllerHost } from "lit";
import { market } from "../market.ts";

const keepAfterMs = 400;

/**
 * Keeps what is being typed on the device, shortly after each change and at once when the page goes out of sight, so
 * that a reload or a phone that runs out of memory loses nothing.
 */
export class UnsavedForm<Form> implements ReactiveController {
  #party = "";
  #what = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due: Form | null = null;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#hidden);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#hidden);
    this.#flush();
  }

  /** Turns to a form; resolves with what was kept of it, unread, or null. */
  open(party: string, what: string): Promise<unknown> {
    this.#flush();
    this.#party = party;
    this.#what = what;
    return market.unsaved(party, what).catch(() => null);
  }

  /** The form as it is now. */
  changed(form: Form): void {
    this.#due = form;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), keepAfterMs);
  }

  /** It was saved, or given up. */
  async done(): Promise<void> {
    clearTimeout(this.#timer);
    this.#due = null;
    await market.keepUnsaved(this.#party, this.#what, null).catch(() => undefined);
  }

  readonly #hidden = (): void => {
    if (document.visibilityState === "hidden") this.#flush();
  };

  #flush(): void {
    clearTimeout(this.#timer);
    const form = this.#due;
    this.#due = null;
    // Without room on the device the form is still on the screen.
    if (form !== null) market.keepUnsaved(this.#party, this.#what, form).catch(() => undefined);
  }
}
