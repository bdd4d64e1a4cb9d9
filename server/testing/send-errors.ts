// Errors posted to the real door, whose hashes a test chooses: frames in app make the primary one, all frames the
// secondary one.
import { drainJournal } from "#lib/digest/run-worker.ts";
import type { Cast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";

export type SentError = {
  eventId?: string;
  type?: string;
  value?: string;
  /** The function in app where it happens. */
  fn?: string;
  /** A whole stack instead: "+" before a function means in app, and "-" that it is not. */
  stack?: readonly string[];
  environment?: string;
  release?: string;
  /** Milliseconds since 1970. */
  at?: number;
};

let lastId = 0;

export const newEventId = (): string => (++lastId).toString(16).padStart(32, "a");

function payloadOf({ eventId = newEventId(), type, value, fn, stack, at, ...rest }: SentError) {
  const frames = (stack ?? (fn === undefined ? [] : [`+${fn}`])).map((frame) => ({
    filename: "/srv/shop/app.js",
    module: "app",
    function: frame.slice(1),
    lineno: 1,
    in_app: frame.startsWith("+"),
  }));
  return {
    event_id: eventId,
    timestamp: (at ?? Date.now()) / 1000,
    platform: "node",
    exception: {
      values: [
        {
          type: type ?? "Error",
          value: value ?? "broken",
          ...(frames.length > 0 && { stacktrace: { frames } }),
        },
      ],
    },
    ...rest,
  };
}

/** Posts errors without digesting them. */
export async function postErrors(cast: Cast, errors: readonly SentError[]): Promise<void> {
  for (const error of errors) {
    const payload = payloadOf(error);
    await sendItems(cast, [[{ type: "event" }, payload]], { event_id: payload.event_id });
  }
}

/** Posts errors and digests them. */
export async function sendErrors(cast: Cast, errors: readonly SentError[]): Promise<void> {
  await postErrors(cast, errors);
  await drainJournal();
}
