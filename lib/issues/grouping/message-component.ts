import type { Event } from "#lib/events/event.ts";
import { ignored, leaf, type Component } from "#lib/issues/grouping/component.ts";
import type { Recipe } from "#lib/issues/grouping/recipe.ts";

/** The message of an event, its template before its final text; null when it has none. */
export function messageComponent(event: Event, { clean }: Recipe): Component | null {
  const message = event.message;
  if (message === undefined) return null;
  const template = message.template?.trim() ? message.template : message.formatted;
  const text = clean(template);
  return text === "" ? ignored("message", text, "blank") : leaf("message", text);
}
