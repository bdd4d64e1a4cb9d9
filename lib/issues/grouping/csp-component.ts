import type { Event } from "#lib/events/event.ts";
import { branch, leaf, type Component } from "#lib/issues/grouping/component.ts";

/** What a violated Content Security Policy is about; null for any other event. */
export function cspComponent(event: Event): Component | null {
  if (event.type !== "csp") return null;
  const { effective_directive: directive, blocked_source: source } = event.contexts.csp ?? {};
  if (typeof directive !== "string" || typeof source !== "string") return null;
  return branch("csp", [leaf("effective-directive", directive), leaf("blocked-source", source)]);
}
