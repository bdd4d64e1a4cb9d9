// What grouping rules would do, tried on the newest stored events.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { pool, selectRows } from "#lib/db.ts";
import type { Event } from "#lib/events/event.ts";
import { recentEvents } from "#lib/events/recent-events.ts";
import { tryOnEvents } from "#lib/events/try-on-events.ts";
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { type Grouping, markAndGroup } from "#lib/issues/grouping/group-event.ts";
import type { GroupingSettings } from "#lib/issues/grouping/settings.ts";
import { describeEvent } from "#lib/issues/title.ts";
import type { GroupingInput } from "#lib/projects/grouping-input.ts";
import { findIssueSettings } from "#lib/projects/update-grouping.ts";

const MOST_EVENTS = 200;
const MOST_CHANGES = 8;

/** Groups that become one, or one that becomes several. `title` is of one of the events. */
export type GroupingChange = { kind: "joins" | "splits"; title: string; groups: number; events: number };

export type GroupingPreview = {
  /** Stored events that were tried: at most 200, fewer when the rules are slow. */
  tried: number;
  groupsBefore: number;
  groupsAfter: number;
  changes: GroupingChange[];
  /** Groups that no issue has yet: each would open a new one. */
  newIssues: number;
  /** Fingerprint rules that decided, by their line. */
  matched: { line: number; text: string; events: number }[];
};

type Tried = { title: string; before: string; after: string; grouping: Grouping };

function tryOn(events: readonly Event[], now: GroupingSettings, then: GroupingSettings): Promise<Tried[]> {
  const [current, draft] = [compileGrouping(now), compileGrouping(then)];
  return tryOnEvents(events, (event) => {
    const { grouping } = markAndGroup(event, draft);
    const before = markAndGroup(event, current).grouping.hashes[0];
    return { title: describeEvent(event).title, before, after: grouping.hashes[0], grouping };
  });
}

function changesOf(tried: readonly Tried[], kind: GroupingChange["kind"]): GroupingChange[] {
  const [from, to] = kind === "joins" ? (["before", "after"] as const) : (["after", "before"] as const);
  return [...Map.groupBy(tried, (one) => one[to]).values()].flatMap((list) => {
    const groups = new Set(list.map((one) => one[from])).size;
    const title = list[0]?.title ?? "";
    return groups > 1 ? [{ kind, title, groups, events: list.length }] : [];
  });
}

/** Groups of which no hash is known: with their first event, a new issue is made. */
async function countUnknown(access: ProjectAccess, tried: readonly Tried[]): Promise<number> {
  const hashesOf = ({ hashes, fallbackHashes }: Grouping) => [...hashes, ...fallbackHashes];
  const rows = await selectRows(
    pool(),
    z.object({ hash: z.string() }),
    "SELECT hash FROM grouping_hash WHERE project_id = $1 AND hash = ANY ($2)",
    [access.projectId, tried.flatMap(({ grouping }) => hashesOf(grouping))],
  );
  const known = new Set(rows.map(({ hash }) => hash));
  const unknown = tried.filter(({ grouping }) => !hashesOf(grouping).some((hash) => known.has(hash)));
  return new Set(unknown.map(({ after }) => after)).size;
}

function matchedRules(tried: readonly Tried[]): GroupingPreview["matched"] {
  const rules = tried.flatMap(({ grouping }) =>
    grouping.variants.flatMap(({ source }) => (source?.kind === "rule" ? [source] : [])).slice(0, 1),
  );
  return [...Map.groupBy(rules, ({ line }) => line)]
    .map(([line, list]) => ({ line, text: list[0]?.text ?? "", events: list.length }))
    .toSorted((a, b) => a.line - b.line);
}

/** How the newest events of the project would be grouped with these rules, against how they are grouped now. */
export async function previewGrouping(access: ProjectAccess, rules: GroupingInput): Promise<GroupingPreview> {
  const [{ grouping }, events] = await Promise.all([
    findIssueSettings(access),
    recentEvents([access], MOST_EVENTS),
  ]);
  const tried = await tryOn(events, grouping, { ...grouping, ...rules });
  const changes = [...changesOf(tried, "joins"), ...changesOf(tried, "splits")];
  return {
    tried: tried.length,
    groupsBefore: new Set(tried.map(({ before }) => before)).size,
    groupsAfter: new Set(tried.map(({ after }) => after)).size,
    changes: changes.toSorted((a, b) => b.events - a.events).slice(0, MOST_CHANGES),
    newIssues: await countUnknown(access, tried),
    matched: matchedRules(tried),
  };
}
