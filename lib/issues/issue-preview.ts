// The heart of an issue's newest telling event, small enough to hover over a row.
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import type { Frame } from "#lib/events/event.ts";
import { findEvent } from "#lib/events/queries.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";

/** `code` is the line that failed, when the SDK sent it. */
export type PreviewFrame = { function: string; file: string; line: number | null; code: string };
export type IssuePreview = {
  /** The main exception; null for a message. */
  exception: { type: string; value: string } | null;
  message: string;
  /** Of the app, the last call first; library frames when there are no others. */
  frames: PreviewFrame[];
};

const MOST_FRAMES = 5;

const previewFrame = (frame: Frame): PreviewFrame => ({
  function: (frame.function ?? "<anonymous>").slice(0, 120),
  file: (frame.filename ?? frame.module ?? frame.package ?? frame.absPath ?? "unknown file").slice(0, 200),
  line: frame.line ?? null,
  code: (frame.contextLine ?? "").trim().slice(0, 160),
});

/** What the issue's recommended event says; null when the issue or its events are gone. */
export async function previewIssue(access: OrganizationAccess, id: number): Promise<IssuePreview | null> {
  const issue = await findIssue(access, String(id));
  const found = issue && (await findEvent(issue.scope, "recommended"));
  if (!found) return null;
  const { event } = found;
  const main = event.exceptions.at(-1);
  const stack =
    main?.stacktrace ?? event.threads.find((thread) => thread.crashed)?.stacktrace ?? event.stacktrace;
  const frames = stack?.frames ?? [];
  const own = frames.filter((frame) => frame.inApp);
  return {
    exception: main ? { type: main.type.slice(0, 200), value: main.value.slice(0, 400) } : null,
    message: event.message?.formatted.slice(0, 400) ?? "",
    frames: (own.length > 0 ? own : frames).slice(-MOST_FRAMES).toReversed().map(previewFrame),
  };
}
