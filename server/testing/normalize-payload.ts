// Payloads as an SDK sends them, normalized, for tests of pure rules.
import type { Event } from "#lib/events/event.ts";
import { normalizeEvent, type EventSource } from "#lib/events/normalize.ts";

/** When the payloads of `normalizePayload` were received, in milliseconds since 1970. */
export const RECEIVED_AT = Date.parse("2026-11-20T13:30:00Z");

/** The event that a payload becomes; `source` replaces what the tests do not care about. */
export function normalizePayload(payload: unknown, source: Partial<EventSource> = {}): Event {
  return normalizeEvent(new TextEncoder().encode(JSON.stringify(payload)), {
    projectId: 7,
    eventId: "4b1f0c2d9a7e4f0f8b5a6c7d8e9f0a1b",
    receivedAt: RECEIVED_AT,
    clientIp: "203.0.113.5",
    userAgent: null,
    sdkClient: null,
    ...source,
  });
}
