// One condition on an event, in the words of the fingerprint rules: `type:TypeError`, `!module:"vendor *"`.
import { z } from "zod";
import type { Event } from "#lib/events/event.ts";

export const Matcher = z.object({ key: z.string(), pattern: z.string(), negated: z.boolean() });
export type Matcher = z.infer<typeof Matcher>;

/** Whether all matchers hold for an event; those of frames must hold for the same frame. */
export function compileMatchers(matchers: readonly Matcher[]): (event: Event) => boolean {
  if (matchers.length === 0) return () => false;
  throw new Error("Not there yet");
}
