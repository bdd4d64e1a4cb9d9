// What the SDK could have sent and did not, with what to do about it.
import type { Event } from "#lib/events/event.ts";

/** Short sentences, the most useful first. */
export function gapsOf(event: Event): string[] {
  const frames = event.exceptions.flatMap((exception) => exception.stacktrace?.frames ?? []);
  const app = frames.filter((frame) => frame.inApp);
  const gaps: string[] = [];
  if (event.exceptions.length > 0 && frames.length === 0)
    gaps.push("The exception came without a stack trace, so it cannot be told where it happened.");
  if (app.length > 0 && app.every((frame) => frame.contextLine === undefined))
    gaps.push("No source lines came with the stack trace.");
  if (frames.length > 0 && app.length === 0)
    gaps.push("No frame belongs to your own code, or the SDK does not know which do.");
  if (!event.release) gaps.push("No release is set, so it cannot be told which deploy brought it.");
  if (!event.user) gaps.push("No user is set, so affected people cannot be counted.");
  if (event.breadcrumbs.length === 0) gaps.push("No breadcrumbs were recorded before it.");
  return gaps;
}
