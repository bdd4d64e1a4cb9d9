// An issue as its public link shows it. Whoever holds the secret may read it, and nothing else.
import { z } from "zod";
import { db } from "#lib/db.ts";
import type { Event, ExceptionValue } from "#lib/events/event.ts";
import { IssueScope } from "#lib/events/issue-scope.ts";
import { findEvent } from "#lib/events/queries.ts";
import { issueTotals } from "#lib/issues/queries-stats.ts";
import type { IssueLevel } from "#lib/issues/schema.ts";
import { shareableExceptions, withoutPeople } from "#lib/issues/shareable.ts";

/** Times are milliseconds since 1970. */
export type SharedIssue = {
  title: string;
  culprit: string;
  level: IssueLevel;
  unhandled: boolean;
  platform: string;
  events: number;
  users: number;
  firstSeen: number;
  lastSeen: number;
  firstRelease: string | null;
  lastRelease: string | null;
  exceptions: ExceptionValue[];
};

const Secret = z.string().regex(/^[0-9a-f]{32}$/);
const MAX_GROUPS = 5_000;

type Telemetry = { totals: { events: number; users: number }; event: Event | null };

// Anybody may ask, any number of times: all who wait for the same issue wait for one answer.
const running = new Map<number, Promise<Telemetry>>();

async function readTelemetry(scope: IssueScope): Promise<Telemetry> {
  const [totals, found] = await Promise.all([issueTotals(scope), findEvent(scope, "recommended")]);
  return { totals, event: found?.event ?? null };
}

function telemetryOf(scope: IssueScope): Promise<Telemetry> {
  const known = running.get(scope.issueId);
  if (known) return known;
  const read = readTelemetry(scope).finally(() => running.delete(scope.issueId));
  running.set(scope.issueId, read);
  return read;
}

/** The issue with this public link; null for a secret that is malformed, unknown or revoked. */
export async function findSharedIssue(secret: string): Promise<SharedIssue | null> {
  if (!Secret.safeParse(secret).success) return null;
  const issue = await db().issue.findFirst({
    where: { shareId: secret, mergedIntoId: null },
    include: {
      hashes: { select: { id: true }, orderBy: { id: "desc" }, take: MAX_GROUPS },
      firstRelease: { select: { version: true } },
      lastRelease: { select: { version: true } },
    },
  });
  if (!issue) return null;
  const groupIds = issue.hashes.map(({ id }) => id);
  const scope = IssueScope.parse({ issueId: issue.id, projectId: issue.projectId, groupIds });
  const { totals, event } = await telemetryOf(scope);
  return {
    title: withoutPeople(issue.title),
    culprit: withoutPeople(issue.culprit),
    level: issue.level,
    unhandled: issue.unhandled,
    platform: issue.platform,
    events: Number(issue.timesSeen),
    users: totals.users,
    firstSeen: issue.firstSeen.getTime(),
    lastSeen: issue.lastSeen.getTime(),
    firstRelease: issue.firstRelease?.version ?? null,
    lastRelease: issue.lastRelease?.version ?? null,
    exceptions: event ? shareableExceptions(event) : [],
  };
}
