import { markInApp } from "#lib/events/in-app.ts";
import type { Event, Stacktrace } from "#lib/events/event.ts";
import { defaultGrouping, type CompiledGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import type { VersionGrouping } from "#lib/issues/grouping/grouping.ts";
import { judgeEvent } from "#lib/issues/grouping/judge-event.ts";
import { noRulings, type Rulings } from "#lib/issues/grouping/recipe.ts";
import { viewEvent } from "#lib/issues/grouping/rules/event-view.ts";
import type { StackVerdict } from "#lib/issues/grouping/rules/judge-frames.ts";
import type { GroupingVersion } from "#lib/issues/grouping/settings.ts";
import { groupEventV1 } from "#lib/issues/grouping/v1.ts";
import { groupEventV2 } from "#lib/issues/grouping/v2.ts";

/** Which group an event belongs to, and why. */
export type Grouping = VersionGrouping & {
  readonly version: GroupingVersion;
  /** Hashes of the version before, while the change is young: they are looked up, and never stored anew. */
  readonly fallbackHashes: readonly string[];
};

const versions: Record<GroupingVersion, (event: Event, rulings: Rulings) => VersionGrouping> = {
  1: groupEventV1,
  2: groupEventV2,
};

/**
 * Marks the frames in app, by what the SDK said, the built-in rules and the project's own, and groups the
 * event. The same again for an event that went through it before. Pure; never throws.
 */
export function markAndGroup(event: Event, compiled: CompiledGrouping): { event: Event; grouping: Grouping } {
  const marked = markInApp(event);
  if (compiled.judge === null) return { event: marked, grouping: group(marked, compiled, noRulings.stacks) };
  const judged = judgeEvent(marked, compiled.judge);
  return { event: judged.event, grouping: group(judged.event, compiled, judged.verdicts) };
}

/**
 * The hashes that decide an event's issue, with their explanation, for an event whose frames are marked.
 * @public the second half of markAndGroup, which tests look at alone
 */
export function groupEvent(event: Event, compiled: CompiledGrouping = defaultGrouping): Grouping {
  return compiled.judge === null
    ? group(event, compiled, noRulings.stacks)
    : markAndGroup(event, compiled).grouping;
}

function group(
  event: Event,
  { version, previous, findFingerprint }: CompiledGrouping,
  stacks: ReadonlyMap<Stacktrace, StackVerdict>,
): Grouping {
  const rulings = { stacks, fingerprint: findFingerprint?.(viewEvent(event)) ?? null };
  const answer = versions[version](event, rulings);
  const isYoung = previous !== null && previous.version !== version && previous.until > event.receivedAt;
  const before = isYoung ? versions[previous.version](event, rulings).hashes : [];
  return {
    version,
    ...answer,
    fallbackHashes: before.filter((hash) => !answer.hashes.includes(hash)),
  };
}
