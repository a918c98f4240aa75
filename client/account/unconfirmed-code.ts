/**
 * A recovery code that was made but not yet copied to paper, as far as one can tell. The code itself is kept in memory
 * only; that one is unconfirmed is kept on the device, so that closing the page too early is noticed. Says nothing of
 * anybody.
 */
const flag = "sp-code-unconfirmed";
let code: string | null = null;
/** Fired on `window` when a code is held, confirmed or forgotten: what shows it may have been drawn before. */
export const codeChanged = "sp-code-changed";

function changed(): void {
  window.dispatchEvent(new Event(codeChanged));
}

/** Remembers a fresh code until {@link confirmCode}. */
export function holdCode(fresh: string): void {
  code = fresh;
  localStorage.setItem(flag, "1");
  changed();
}

/** The fresh code, or null when there is none in this page's memory. */
export function heldCode(): string | null {
  return code;
}

/** Whether a code was made on this device that nobody confirmed having written down. */
export function codeUnconfirmed(): boolean {
  return localStorage.getItem(flag) !== null;
}

/** The code was copied: forgets it. */
export function confirmCode(): void {
  code = null;
  localStorage.removeItem(flag);
  changed();
}

/** The groups of a code as it is written: six of six symbols. */
export function codeGroups(written: string): readonly string[] {
  return written.split("-");
}

/** A typed group, as the code writes it: any case and spacing, O for 0, I or L for 1. */
export function plainGroup(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}
