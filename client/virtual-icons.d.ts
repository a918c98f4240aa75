declare module "virtual:icons" {
  /** Address of the sprite of all icons of `design/icon-names.ts`. */
  export const spriteUrl: string;
}
