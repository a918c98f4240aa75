declare module "virtual:art" {
  /** Where each sheet of the art set is and what is in it, the front page's first: see design/art-sheets.ts. */
  export const sheets: readonly { readonly address: string; readonly prints: readonly string[] }[];
}
