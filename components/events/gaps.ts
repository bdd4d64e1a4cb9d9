// What the SDK could have sent and did not, with what to do about it.
import type { Event } from "#lib/events/event.ts";
import { counted } from "#lib/format/count.ts";

/**
 * Short sentences, the most useful first.
 * @param countedOnly events of the issue that were counted and not kept whole.
 */
export function gapsOf(event: Event, countedOnly = 0): string[] {
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
  if (countedOnly > 0)
    gaps.push(
      `${counted(countedOnly, "event")} of this issue ${countedOnly === 1 ? "was" : "were"} counted and not kept: it was over its budget of whole events.`,
    );
  if (event.trace?.isSampled === false)
    gaps.push("The SDK did not sample its trace, so the spans around it were never sent.");
  return gaps;
}
