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

/** Bytes. RFC 5545, 3.1, wants lines of 75 at most; the library does not count the space that a folded line begins with. */
const foldedAt = 74;

/** The library escapes line feeds (RFC 5545, 3.3.11), and would leave a carriage return, which some readers take for an end. */
const oneKindOfLineEnd = (text: string): string => text.replaceAll(/\r\n?/g, "\n");

/**
 * The text of an .ics file with one entry (RFC 5545). Made on the device and handed to the person: what their calendar does
 * with it is theirs to know. Moments are in UTC, which needs no rules of a time zone beside it.
 * @param now when the file is made, milliseconds since 1970
 */
export async function calendarFile(entry: CalendarEntry, now: number): Promise<string> {
  const { default: ICAL } = await import("ical.js");
  ICAL.foldLength = foldedAt;
  const moment = (instant: number) => ICAL.Time.fromJSDate(new Date(instant), true);
  const event = new ICAL.Component("vevent");
  event.updatePropertyWithValue("uid", oneKindOfLineEnd(entry.uid));
  event.updatePropertyWithValue("dtstamp", moment(now));
  event.updatePropertyWithValue("dtstart", moment(entry.start));
  event.updatePropertyWithValue("dtend", moment(entry.end));
  event.updatePropertyWithValue("summary", oneKindOfLineEnd(entry.title));
  if (entry.place !== undefined) event.updatePropertyWithValue("location", oneKindOfLineEnd(entry.place));
  if (entry.note !== undefined) event.updatePropertyWithValue("description", oneKindOfLineEnd(entry.note));
  const calendar = new ICAL.Component("vcalendar");
  calendar.updatePropertyWithValue("version", "2.0");
  calendar.updatePropertyWithValue("prodid", "-//SmartketPlace//Appointments//EN");
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}
