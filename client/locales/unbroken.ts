/** A space before "?", "!", ":", ";" or "»", and one after "«": French has them, and breaks no line there. */
const frenchSpaces = / (?=[?!:;»](?:\s|<|$))|(?<=«) /g;

/** A sentence as it is shown: with spaces that do not break, where French ones stood. */
export const unbroken = (text: string): string => text.replace(frenchSpaces, "\u00a0");
