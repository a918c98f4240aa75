import { describe, expect, test } from "vitest";
import { calendarFile } from "../../../client/booking/calendar-file.ts";

const entry = {
  uid: "abc@smartketplace",
  start: Date.parse("2026-03-29T01:30:00Z"),
  end: Date.parse("2026-03-29T03:00:00Z"),
  title: "Révision",
};
const now = Date.parse("2026-03-02T08:00:00.123Z");

/** Undoes the folding of RFC 5545, 3.1, as a calendar does. */
const lines = (file: string): string[] => file.replaceAll("\r\n ", "").split("\r\n");

describe("a calendar file", () => {
  test("is one entry in UTC, line by line, each ended as the standard wants it", async () => {
    expect(await calendarFile(entry, now)).toBe(
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SmartketPlace//Appointments//EN",
        "BEGIN:VEVENT",
        "UID:abc@smartketplace",
        "DTSTAMP:20260302T080000Z",
        "DTSTART:20260329T013000Z",
        "DTEND:20260329T030000Z",
        "SUMMARY:Révision",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );
  });

  test("a name cannot add lines of its own, nor end the entry", async () => {
    const title = "Coupe; couleur, soin\\\r\nEND:VEVENT\nATTENDEE:mailto:a@b.c";
    const file = await calendarFile({ ...entry, title, place: "Rue 3, Genève", note: "a\nb" }, now);
    expect(lines(file)).toContain(String.raw`SUMMARY:Coupe\; couleur\, soin\\\nEND:VEVENT\nATTENDEE:mailto:a@b.c`);
    expect(lines(file).filter((line) => line === "END:VEVENT")).toHaveLength(1);
    expect(lines(file).some((line) => line.startsWith("ATTENDEE"))).toBe(false);
    expect(lines(file)).toContain(String.raw`LOCATION:Rue 3\, Genève`);
    expect(lines(file)).toContain(String.raw`DESCRIPTION:a\nb`);
  });

  test("no line is longer than 75 bytes, and none is cut inside a character", async () => {
    const title = "Réparation 🚲 ".repeat(40);
    const file = await calendarFile({ ...entry, title }, now);
    for (const line of file.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(lines(file)).toContain(`SUMMARY:${title}`);
    expect(file).not.toContain("\ufffd");
    expect(file).not.toMatch(/\r(?!\n)/);
  });
});
