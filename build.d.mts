/** See build.mjs. */
export const clientFolder: string;
/** See build.mjs. */
export function isBuilt(): Promise<boolean>;
/** See build.mjs. */
export function renewCommit(): Promise<void>;
/** See build.mjs. */
export function build(settings?: { readonly onlyChanged?: boolean }): Promise<void>;
