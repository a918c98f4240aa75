/** An appointment as a calendar takes it. Instants as milliseconds since 1970. */
export interface CalendarEntry {
  /** Tells this entry from every other: the same file taken twice is one entry. */
  readonly uid: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
  readonly place?: string;
  readonly note?: string;
}

/** RFC 5545, 3.1: a line has at most 75 bytes; what is longer goes on in the next after a space. */
const lineBytesMax = 75;

/** RFC 5545, 3.3.11: backslash, semicolon, comma and line feed are escaped in a text. */
function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`);
}

function folded(line: string): string {
  const encoder = new TextEncoder();
  const lines: string[] = [];
  let current = "";
  let bytes = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (bytes + size > lineBytesMax) {
      lines.push(current);
      current = " ";
      bytes = 1;
    }
    current += character;
    bytes += size;
  }
  return [...lines, current].join("\r\n");
}

/** RFC 5545, 3.3.5, form 2: a moment in UTC, which needs no rules of a time zone beside it. */
function moment(instant: number): string {
  return new Date(instant).toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
}

/**
 * The text of an .ics file with one entry (RFC 5545). Made on the device and handed to the person: what their calendar does
 * with it is theirs to know.
 * @param now when the file is made, milliseconds since 1970
 */
export function calendarFile(entry: CalendarEntry, now: number): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//SmartketPlace//Appointments//EN",
    "BEGIN:VEVENT",
    `UID:${escaped(entry.uid)}`,
    `DTSTAMP:${moment(now)}`,
    `DTSTART:${moment(entry.start)}`,
    `DTEND:${moment(entry.end)}`,
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.place === undefined ? [] : [`LOCATION:${escaped(entry.place)}`]),
    ...(entry.note === undefined ? [] : [`DESCRIPTION:${escaped(entry.note)}`]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
