import type { ReactiveController, ReactiveControllerHost } from "lit";
import { frameDrawn } from "./pause.ts";

/**
 * Lets a page draw its parts by and by, one a frame: what somebody types or touches meanwhile waits for one part and no
 * more, however much there is to draw.
 */
export class Steps implements ReactiveController {
  #taken = 0;
  #waiting = false;
  readonly #host: ReactiveControllerHost;
  readonly #total: () => number;

  /** @param total how many steps there are by now; none before there is anything to draw */
  constructor(host: ReactiveControllerHost, total: () => number) {
    this.#host = host;
    this.#total = total;
    host.addController(this);
  }

  /** How many steps may be drawn: 0 with what is drawn first, and one more in each frame after it. */
  get taken(): number {
    return this.#taken;
  }

  hostUpdated(): void {
    if (this.#waiting || this.#taken >= this.#total()) return;
    this.#waiting = true;
    void frameDrawn().then(() => {
      this.#waiting = false;
      this.#taken++;
      this.#host.requestUpdate();
    });
  }
}
