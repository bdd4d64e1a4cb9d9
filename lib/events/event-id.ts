// The forms in which people and SDKs write the id of an event, or of anything else that has 32 hex digits.

/** 32 lower-case hex characters, from an id with or without dashes; null when it is no event id. */
export function parseEventId(text: string): string | null {
  const hex = text.trim().replaceAll("-", "").toLowerCase();
  return /^[0-9a-f]{32}$/.test(hex) ? hex : null;
}

/** As `parseEventId`, of whatever was sent; all zeros are no id. */
export function readId(told: unknown): string | null {
  const id = typeof told === "string" && told.length <= 64 ? parseEventId(told) : null;
  return id === null || /^0+$/.test(id) ? null : id;
}

/** The form with dashes, as databases write it. */
export const toUuid = (eventId: string): string =>
  eventId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
