// Why an issue stands where it does, as one short sentence beside its state.
import type { Status } from "#components/ui/status-chip.tsx";
import { absoluteTime } from "#lib/format/absolute-time.ts";
import { counted, exactCount } from "#lib/format/count.ts";
import type { Resolution, Snooze } from "#lib/issues/queries-standing.ts";
import type { IssueSubstatus } from "#lib/issues/schema.ts";

export type Standing = {
  substatus: IssueSubstatus | null;
  resolution: Resolution | null;
  snooze: Snooze | null;
  /** What the activity says of the last regression, such as "in 2.5.0, was resolved in 2.4.1". */
  regression: string;
};

const HOUR = 60;
const DAY = 24 * HOUR;

/** 60 → "an hour", 90 → "90 minutes", 2880 → "2 days". */
export function windowWords(minutes: number): string {
  const [size, one] =
    minutes % DAY === 0 ? [DAY, "day"] : minutes % HOUR === 0 ? [HOUR, "hour"] : [1, "minute"];
  const count = minutes / size;
  if (count === 1) return one === "hour" ? "an hour" : `a ${one}`;
  return counted(count, one);
}

const SHORT_COMMIT = 10;

function resolved(resolution: Resolution | null): string {
  if (!resolution) return "";
  const { kind, version, after, commit } = resolution;
  if (kind === "IN_RELEASE") return version === null ? "" : `in ${version}`;
  if (kind === "IN_NEXT_RELEASE")
    return after === null ? "in the next release" : `in the release after ${after}`;
  return commit === null ? "by a commit" : `by commit ${commit.slice(0, SHORT_COMMIT)}`;
}

/** The conditions of an archive, of which the first that is met ends it. */
export function conditionWords(condition: Omit<Snooze, "soFar">): string[] {
  const { until, count, windowMinutes, userCount, userWindowMinutes } = condition;
  const within = (minutes: number | undefined) =>
    minutes === undefined ? "" : ` within ${windowWords(minutes)}`;
  const words: string[] = [];
  if (count !== undefined) {
    const times = `${exactCount(count)}${windowMinutes === undefined ? " more" : ""} ${count === 1 ? "time" : "times"}`;
    words.push(`it happens ${times}${within(windowMinutes)}`);
  }
  if (userCount !== undefined)
    words.push(
      `${exactCount(userCount)} more ${userCount === 1 ? "user has" : "users have"} it${within(userWindowMinutes)}`,
    );
  if (until !== undefined) words.push(absoluteTime(until, "UTC"));
  return words;
}

function archived({ substatus, snooze }: Standing): string {
  if (substatus === "ARCHIVED_FOREVER") return "forever";
  if (substatus === "ARCHIVED_UNTIL_ESCALATING" || !snooze) return "until it escalates";
  const words = conditionWords(snooze);
  const soFar = snooze.count !== undefined && snooze.windowMinutes === undefined;
  if (soFar) words[0] += ` (${exactCount(snooze.soFar)} so far)`;
  return words.length === 0 ? "until it escalates" : `until ${words.join(", or until ")}`;
}

/** What follows the word of the chip, such as "in 2.4.1" after "Resolved"; empty when there is nothing to add. */
export function standingWords(chip: Status, standing: Standing): string {
  if (chip === "resolved") return resolved(standing.resolution);
  if (chip === "archived") return archived(standing);
  return chip === "regressed" ? standing.regression : "";
}
