import type { Feedback } from "#lib/feedback/queries.ts";

/** What somebody wrote, as the Web API writes it: a report of the event that it is about. */
export function feedbackJson(feedback: Feedback) {
  const { id, eventId, associatedEventId, replayId, message, name, email, url, source, status } = feedback;
  const about = associatedEventId ?? eventId;
  return {
    id: String(id),
    feedbackId: eventId,
    eventID: about,
    event: { id: about, eventID: about },
    name,
    email,
    comments: message,
    url,
    source,
    status: status.toLowerCase(),
    associatedEventId,
    replayId,
    release: feedback.release,
    environment: feedback.environment,
    user: null,
    issue: null,
    dateCreated: new Date(feedback.timestamp).toISOString(),
  };
}
