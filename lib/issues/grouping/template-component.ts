import type { Event } from "#lib/events/event.ts";
import { branch, leaf, type Component } from "#lib/issues/grouping/component.ts";

/** The place in a page's template that failed: its file and its line of source; null when the event has none. */
export function templateComponent({ template }: Event): Component | null {
  if (template === undefined) return null;
  const line = template.contextLine?.replace(/\s+/g, " ").trim();
  const parts: Component[] = [];
  if (template.filename) parts.push(leaf("filename", template.filename));
  if (line) parts.push(leaf("context-line", line));
  return parts.length === 0 ? null : branch("template", parts);
}
