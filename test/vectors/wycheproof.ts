import { z } from "zod";
import { fromHex } from "../../crypto/bytes.ts";

/** Hexadecimal of a vector file, read as bytes. */
export const hex = z.string().transform(fromHex);

/** The groups of a Wycheproof file: each test's own fields, those of its group, and whether it must be accepted. */
export function wycheproofTests<Shape extends z.ZodRawShape, Group extends z.ZodRawShape>(
  file: string,
  shape: Shape,
  group: Group,
) {
  const test = z.object({
    ...shape,
    tcId: z.int(),
    comment: z.string(),
    result: z.enum(["valid", "invalid", "acceptable"]),
  });
  const schema = z.object({ testGroups: z.array(z.object({ ...group, tests: z.array(test) })).min(1) });
  return schema.parse(JSON.parse(file)).testGroups;
}
