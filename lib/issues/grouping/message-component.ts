import type { Event } from "#lib/events/event.ts";
import { ignored, leaf, type Component } from "#lib/issues/grouping/component.ts";
import { parameterize } from "#lib/issues/grouping/parameterize.ts";

/** The message of an event, its template before its final text; null when it has none. */
export function messageComponent(event: Event): Component | null {
  const message = event.message;
  if (message === undefined) return null;
  const template = message.template?.trim() ? message.template : message.formatted;
  const text = parameterize(template);
  return text === "" ? ignored("message", text, "blank") : leaf("message", text);
}
