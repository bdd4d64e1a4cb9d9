// The forms in which people write an event id.

/** 32 lower-case hex characters, from an id with or without dashes; null when it is no event id. */
export function parseEventId(text: string): string | null {
  const hex = text.trim().replaceAll("-", "").toLowerCase();
  return /^[0-9a-f]{32}$/.test(hex) ? hex : null;
}

/** The form with dashes, as databases write it. */
export const toUuid = (eventId: string): string =>
  eventId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
