import { expect, test } from "vitest";
import { groupedPhone } from "../../crypto/protocol/phone-groups.ts";

const swiss = { callingCode: "+41", trunk: "0", groups: [2, 3, 2, 2], example: "022 345 67 89" };
const german = { callingCode: "+49", trunk: "0", example: "0761 555 01 23" };
const spaces = (text: string): string => text.replaceAll("\u{a0}", " ");

test("a number of here is read in its groups, one of elsewhere in one piece", () => {
  expect(spaces(groupedPhone("+41225550174", swiss))).toBe("+41 22 555 01 74");
  expect(spaces(groupedPhone("+41 22.555-01 74", swiss))).toBe("+41 22 555 01 74");
  expect(spaces(groupedPhone("+4122555017", swiss))).toBe("+41 22555017");
  expect(groupedPhone("+33450123456", swiss)).toBe("+33450123456");
  expect(spaces(groupedPhone("+497615550123", german))).toBe("+49 7615550123");
  expect(groupedPhone("", swiss)).toBe("");
  expect(spaces(groupedPhone("+41", swiss))).toBe("+41");
});
