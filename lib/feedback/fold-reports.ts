// Several reports about one event: within five minutes of the first, a later one takes its place.
import type { NewFeedback } from "#lib/feedback/new-feedback.ts";

/** How long after the first report it may be replaced; milliseconds. */
export const REPLACEABLE_MS = 5 * 60_000;

/** What is stored of an id before this batch: when the first report came, in milliseconds since 1970. */
export type FirstReports = ReadonlyMap<string, number>;

export const feedbackKey = ({ projectId, eventId }: Pick<NewFeedback, "projectId" | "eventId">) =>
  `${projectId}:${eventId}`;

/**
 * @returns `kept`: one feedback for each id, with the words that count and the time of the first; `repeated`:
 *   what came too late, or a second time under an id that cannot be replaced.
 */
export function foldReports(feedback: readonly NewFeedback[], stored: FirstReports) {
  const kept = new Map<string, NewFeedback>();
  const repeated = new Set<NewFeedback>();
  for (const one of feedback) {
    const key = feedbackKey(one);
    const before = kept.get(key);
    const firstAt = stored.get(key) ?? before?.receivedAt;
    const mayReplace = one.isReport && (before?.isReport ?? true);
    if (firstAt !== undefined && !(mayReplace && one.receivedAt - firstAt <= REPLACEABLE_MS))
      repeated.add(one);
    else if (before) kept.set(key, { ...before, message: one.message, name: one.name, email: one.email });
    else kept.set(key, one);
  }
  return { kept, repeated };
}
