/** What belongs to the device, whoever uses it: how it looks, and in which language it speaks. */
const ofTheDevice = new Set(["sp-theme", "sp-language"]);

/**
 * Forgets what screens keep of whoever leaves in the browser's simple store: how they looked at their lists, at which
 * stall's desk they sat.
 */
export function forgetMarks(): void {
  for (const name of Object.keys(localStorage)) if (!ofTheDevice.has(name)) localStorage.removeItem(name);
}
