// What people wrote, out of the two items that carry it.
import { createHash } from "node:crypto";
import { cutText, isObject, type JsonObject } from "#lib/events/bound-json.ts";
import { readId } from "#lib/events/event-id.ts";

const MAX_MESSAGE = 4_096;
const MAX_NAME = 128;
const MAX_EMAIL = 256;
const MAX_URL = 2_048;
const MAX_SOURCE = 64;

export type InvalidFeedback = "empty_message" | "invalid_event_id";

/** The words and who wrote them; what was not said is "". */
export type Words = { message: string; name: string; email: string };
export type ReadFeedback = Words & {
  url: string;
  source: string;
  associatedEventId: string | null;
  replayId: string | null;
};

function textOf(value: unknown, limit: number): string {
  return typeof value === "string" ? cutText(value.trim(), limit) : "";
}

/** `contexts.feedback` of a feedback event. */
export function readFeedback(payload: JsonObject): ReadFeedback | InvalidFeedback {
  const contexts = isObject(payload["contexts"]) ? payload["contexts"] : {};
  const fields = isObject(contexts["feedback"]) ? contexts["feedback"] : {};
  const message = textOf(fields["message"], MAX_MESSAGE);
  if (message === "") return "empty_message";
  return {
    message,
    name: textOf(fields["name"], MAX_NAME),
    email: textOf(fields["contact_email"], MAX_EMAIL),
    url: textOf(fields["url"], MAX_URL),
    source: textOf(fields["source"], MAX_SOURCE),
    // An id that cannot be one is as good as none: what somebody wrote is worth keeping without its event.
    associatedEventId: readId(fields["associated_event_id"]),
    replayId: readId(fields["replay_id"]),
  };
}

/** A `user_report`: words about one event, which may come before it. */
export function readUserReport(
  fields: JsonObject,
): (Words & { associatedEventId: string }) | InvalidFeedback {
  const associatedEventId = readId(fields["event_id"]);
  if (associatedEventId === null) return "invalid_event_id";
  const message = textOf(fields["comments"], MAX_MESSAGE);
  if (message === "") return "empty_message";
  return {
    message,
    name: textOf(fields["name"], MAX_NAME),
    email: textOf(fields["email"], MAX_EMAIL),
    associatedEventId,
  };
}

/** The id of the one report that an event of a project can have; 32 hex characters. */
export const reportIdOf = (projectId: number, eventId: string): string =>
  createHash("sha256").update(`user_report:${projectId}:${eventId}`).digest("hex").slice(0, 32);
