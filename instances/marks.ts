import type { InstanceFile } from "../crypto/protocol/exports.ts";

type Mark = InstanceFile["mark"];

/** A stall under a striped awning: Geneva's sign, and that of a market which has not drawn its own. */
export const awning: Mark = [
  { ink: "b", path: "M5 15v17a2 2 0 0 0 2 2h26a2 2 0 0 0 2-2V15z" },
  { ink: "a", path: "M2 3h9v11.5a4.5 4.5 0 0 1-9 0z" },
  { ink: "c", path: "M11 3h9v11.5a4.5 4.5 0 0 1-9 0z" },
  { ink: "a", path: "M20 3h9v11.5a4.5 4.5 0 0 1-9 0z" },
  { ink: "c", path: "M29 3h9v11.5a4.5 4.5 0 0 1-9 0z" },
  {
    ink: "k",
    path: "M2 2.5h36M2 3v11.5a4.5 4.5 0 0 0 9 0a4.5 4.5 0 0 0 9 0a4.5 4.5 0 0 0 9 0a4.5 4.5 0 0 0 9 0V3M5 19v13a2 2 0 0 0 2 2h26a2 2 0 0 0 2-2V19M16 34v-9a4 4 0 0 1 8 0v9",
  },
];
