// Events for tests of pure rules: what a case does not name is empty.
import type { Event, ExceptionValue, Frame } from "#lib/events/event.ts";

type Mechanism = NonNullable<ExceptionValue["mechanism"]>;

/** An error of a Node project, or whatever `parts` make of it. */
export function buildEvent(parts: Partial<Event> = {}): Event {
  return {
    eventId: "0123456789abcdef0123456789abcdef",
    projectId: 1,
    timestamp: 1_700_000_000_000,
    receivedAt: 1_700_000_000_500,
    type: (parts.exceptions?.length ?? 0) > 0 ? "error" : "default",
    platform: "node",
    level: "error",
    exceptions: [],
    threads: [],
    breadcrumbs: [],
    tags: [],
    extra: {},
    contexts: {},
    modules: {},
    fingerprint: [],
    debugImages: [],
    flags: [],
    remarks: [],
    ...parts,
  };
}

/** A frame in app. */
export function buildFrame(parts: Partial<Frame> = {}): Frame {
  return { inApp: true, ...parts };
}

/** An exception with the given frames, or without a stack. */
export function buildException(
  type: string,
  value: string,
  frames?: Frame[],
  mechanism?: Partial<Mechanism>,
): ExceptionValue {
  return {
    type,
    value,
    ...(frames && { stacktrace: { frames } }),
    ...(mechanism && {
      mechanism: { type: "generic", handled: true, synthetic: false, isExceptionGroup: false, ...mechanism },
    }),
  };
}
