declare module "virtual:art" {
  /** Address of the sheet of all illustrations of the art set. */
  export const press: string;
  /** Address of the part of it that the front page shows before any item is known: see design/front-sprite.ts. */
  export const frontPress: string;
}
