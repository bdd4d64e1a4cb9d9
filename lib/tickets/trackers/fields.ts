// What more than one tracker's answers have in common.
import { z } from "zod";
import { untrustedText } from "#lib/format/untrusted-text.ts";

const MAX_TITLE = 300;

/** A title as it is kept: what trackers take is longer than anybody reads. */
export const Title = z.string().transform((text) => untrustedText(text, MAX_TITLE));

/** An address that a page may link to. */
export const WebUrl = z.url({ protocol: /^https?$/ }).max(2_000);

/** Milliseconds since 1970, until the year 9999: what every store can hold. */
export const Milliseconds = z.int().min(0).max(253_402_300_799_999);

/** A date in text, to milliseconds since 1970. */
export const Moment = z.string().transform((text, context) => {
  const at = Milliseconds.safeParse(Date.parse(text));
  if (at.success) return at.data;
  context.addIssue("Not a date");
  return z.NEVER;
});

export const Nothing = z.unknown();

/** `acme/web#12` to its parts; null for anything else. */
export function splitKey(key: string): { place: string; number: string } | null {
  const match = /^([\w.-]+(?:\/[\w.-]+)+)#(\d{1,9})$/.exec(key);
  return match?.[1] && match[2] && isPath(match[1]) ? { place: match[1], number: match[2] } : null;
}

/** A key as a tracker writes it. */
export const PlaceKey = z
  .string()
  .max(1_000)
  .refine((key) => splitKey(key) !== null);

/** Whether a path of names goes down only; `.` and `..` would climb in an address. */
export const isPath = (place: string): boolean =>
  place.split("/").every((name) => /^[\w.-]{1,255}$/.test(name) && name !== "." && name !== "..");
