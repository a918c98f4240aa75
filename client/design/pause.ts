/** Where the browser draws no frames, as in a tab behind others, nobody waits for one longer than so many milliseconds. */
const frameMs = 100;

/** Between two works the browser may answer people: together they would be one long one. Also where nothing is drawn. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Resolves once the present frame is laid out and on the screen, where the browser draws any. */
export function frameDrawn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, frameMs);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
