// What rules would do before they are saved: on a path or URL that somebody types, and on events that are stored.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { db, pool } from "#lib/db.ts";
import type { Event } from "#lib/events/event.ts";
import { recentEvents } from "#lib/events/recent-events.ts";
import { tryOnEvents } from "#lib/events/try-on-events.ts";
import { checkRules } from "#lib/ownership/check-rules.ts";
import { type CodeOwnersFile, compileOwnership } from "#lib/ownership/compile-ownership.ts";
import { findOwners } from "#lib/ownership/find-owners.ts";
import { StoredMappings } from "#lib/ownership/load-ownership.ts";
import type { Fault } from "#lib/ownership/parse-rules.ts";
import { namesIn, type Suggestion, suggestOwners } from "#lib/ownership/suggest-owners.ts";

const MOST_EVENTS = 100;
const MOST_ROWS = 20;

/** Events with the same best suggestion. */
type OwnedCount = Suggestion & { events: number };

export type OwnershipTrial = {
  faults: Fault[];
  /** Stored events that were tried: at most 100, fewer when the rules are slow. */
  tried: number;
  owned: number;
  owners: OwnedCount[];
  /** Who would own a stack trace of this one path or URL; null when none was typed. */
  place: Suggestion[] | null;
};

async function readFile({ projectId }: ProjectAccess): Promise<CodeOwnersFile | null> {
  const file = await db().codeOwners.findUnique({ where: { projectId } });
  return file && { ...file, mappings: StoredMappings.parse(file.mappings) };
}

/** An event of which nothing is known but a path, which may also be a URL or the name of a module. */
const eventAt = (projectId: number, place: string): Event => ({
  eventId: "0".repeat(32),
  projectId,
  timestamp: 0,
  receivedAt: 0,
  type: "error",
  platform: "other",
  level: "error",
  exceptions: [
    { type: "Error", value: "", stacktrace: { frames: [{ filename: place, module: place, inApp: true }] } },
  ],
  threads: [],
  breadcrumbs: [],
  request: { url: place },
  tags: [],
  extra: {},
  contexts: {},
  modules: {},
  fingerprint: [],
  debugImages: [],
  flags: [],
  remarks: [],
});

/** @param place a path or URL; empty: none. The rules are tried together with the CODEOWNERS file that is saved. */
export async function tryOwnership(
  access: ProjectAccess,
  { rules, place }: { rules: string; place: string },
): Promise<OwnershipTrial> {
  const { projectId } = access;
  const [faults, file, events] = await Promise.all([
    checkRules(access, rules),
    readFile(access),
    recentEvents([access], MOST_EVENTS),
  ]);
  const ownership = compileOwnership(rules, file);
  const matched = await tryOnEvents(events, ownership);
  const matchedPlace = place === "" ? null : ownership(eventAt(projectId, place));
  const names = new Set([...matched, matchedPlace ?? []].flatMap(namesIn));
  const found = await findOwners(
    pool(),
    [...names].map((name) => ({ projectId, name })),
  );
  const ownerOf = (name: string) => found({ projectId, name });
  const counts = new Map<string, OwnedCount>();
  for (const matches of matched) {
    const [best] = suggestOwners(matches, ownerOf);
    if (!best) continue;
    const key = `${best.owner.type} ${best.owner.id} ${best.rule}`;
    counts.set(key, { ...best, events: (counts.get(key)?.events ?? 0) + 1 });
  }
  const owners = [...counts.values()].toSorted((a, b) => b.events - a.events);
  return {
    faults,
    tried: matched.length,
    owned: owners.reduce((sum, { events: count }) => sum + count, 0),
    owners: owners.slice(0, MOST_ROWS),
    place: matchedPlace && suggestOwners(matchedPlace, ownerOf),
  };
}
