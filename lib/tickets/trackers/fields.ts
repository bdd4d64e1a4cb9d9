// What more than one tracker's answers have in common.
import { z } from "zod";
import { untrustedText } from "#lib/format/untrusted-text.ts";

const MAX_TITLE = 300;

/** A title as it is kept: what trackers take is longer than anybody reads. */
export const Title = z.string().transform((text) => untrustedText(text, MAX_TITLE));

/** An address that a page may link to. */
export const WebUrl = z.url({ protocol: /^https?$/ }).max(2_000);

/** A date in text, to milliseconds since 1970. */
export const Moment = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (Number.isFinite(at)) return at;
  context.addIssue("Not a date");
  return z.NEVER;
});

export const Nothing = z.unknown();

/** `acme/web#12` to its parts; null for anything else. */
export function splitKey(key: string): { place: string; number: string } | null {
  const match = /^([\w.-]+(?:\/[\w.-]+)+)#(\d{1,9})$/.exec(key);
  return match?.[1] && match[2] && isPath(match[1]) ? { place: match[1], number: match[2] } : null;
}

/** Whether a path of names goes down only; `.` and `..` would climb in an address. */
export const isPath = (place: string): boolean =>
  place.split("/").every((name) => /^[\w.-]{1,255}$/.test(name) && name !== "." && name !== "..");
