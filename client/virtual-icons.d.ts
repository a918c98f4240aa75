declare module "virtual:icons" {
  /** Address of the sprite of the icons of the first screens: `frontIconNames` of `design/icon-names.ts`. */
  export const frontSpriteUrl: string;
  /** Address of the sprite of all other icons of `design/icon-names.ts`. */
  export const spriteUrl: string;
}
