/** What INSTANCE names when it is not set. */
export const defaultInstance = "geneva";

/** What a folder of an instance may be called: it is a part of paths and of the address of a data folder. */
export const instanceNameForm = /^[a-z][a-z0-9-]{1,30}$/;

/** Where the client of an instance is built to, from the root: `build.mjs` says the same. */
export function clientFolder(name: string): string {
  return name === defaultInstance ? "dist/client" : `dist/client-${name}`;
}
