declare module "virtual:instance-map" {
  /** The city's shapes: a MapFile, checked at build; null where the instance has none. */
  export const shapes: unknown;
}
