// What people wrote, as pages and tools read it.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { parseEventId, toUuid } from "#lib/events/event-id.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { cutTimePage, readingFrom, readTimeKeyset, type TimePage } from "#lib/time-keyset.ts";
import type { FeedbackStatus, Prisma } from "#prisma/client.ts";

export type Feedback = {
  id: bigint;
  projectId: number;
  /** Its own id and those of what it is about; 32 hex characters. */
  eventId: string;
  associatedEventId: string | null;
  replayId: string | null;
  message: string;
  name: string;
  email: string;
  url: string;
  source: string;
  status: FeedbackStatus;
  release: string;
  environment: string;
  /** Milliseconds since 1970. */
  timestamp: number;
};

/** Everything but the event that it came as. */
const COLUMNS = {
  id: true,
  projectId: true,
  eventId: true,
  associatedEventId: true,
  replayId: true,
  message: true,
  name: true,
  email: true,
  url: true,
  source: true,
  status: true,
  release: true,
  environment: true,
  timestamp: true,
} as const satisfies Prisma.FeedbackSelect;

type Row = Prisma.FeedbackGetPayload<{ select: typeof COLUMNS }>;

const hex = (uuid: string) => uuid.replaceAll("-", "");
const toFeedback = (row: Row): Feedback => ({
  ...row,
  eventId: hex(row.eventId),
  associatedEventId: row.associatedEventId && hex(row.associatedEventId),
  replayId: row.replayId && hex(row.replayId),
  timestamp: row.timestamp.getTime(),
});

/** `range` in milliseconds since 1970; `status` null means any, no environments mean all. */
export type FeedbackFilters = {
  status: FeedbackStatus | null;
  range: { from: number | null; until: number };
  environments: readonly string[];
  cursor: string | null;
  limit: number;
};

/** Feedback of these projects, newest first. */
export async function listFeedback(
  projects: readonly ProjectAccess[],
  filters: FeedbackFilters,
): Promise<TimePage<Feedback>> {
  const { status, range, environments, limit } = filters;
  const keyset = readTimeKeyset(filters.cursor);
  const { side, order } = readingFrom(keyset);
  const beyond: Prisma.FeedbackWhereInput[] = keyset
    ? [
        { timestamp: { [side]: new Date(keyset.at) } },
        { timestamp: new Date(keyset.at), id: { [side]: keyset.id } },
      ]
    : [];
  const rows = await db().feedback.findMany({
    where: {
      projectId: { in: projects.map(({ projectId }) => projectId) },
      ...(status && { status }),
      ...(environments.length > 0 && { environment: { in: [...environments] } }),
      timestamp: { ...(range.from !== null && { gte: new Date(range.from) }), lt: new Date(range.until) },
      ...(beyond.length > 0 && { AND: { OR: beyond } }),
    },
    select: COLUMNS,
    orderBy: [{ timestamp: order }, { id: order }],
    take: limit + 1,
  });
  return cutTimePage(rows.map(toFeedback), limit, keyset, ({ timestamp, id }) => ({ at: timestamp, id }));
}

const MAX_OF_EVENT = 20;

/** What people wrote about one event, newest first; 20 at most. Whoever may see the issue may read it. */
export async function feedbackOfEvent(
  scope: IssueScope | ProjectAccess,
  eventId: string,
): Promise<Feedback[]> {
  const id = parseEventId(eventId);
  if (id === null) return [];
  const rows = await db().feedback.findMany({
    where: { projectId: scope.projectId, associatedEventId: toUuid(id), status: { not: "SPAM" } },
    select: COLUMNS,
    orderBy: [{ timestamp: "desc" }, { id: "desc" }],
    take: MAX_OF_EVENT,
  });
  return rows.map(toFeedback);
}

/** Feedback by its ids, which a scoped query found; in no order. */
export async function readFeedback(ids: readonly bigint[]): Promise<Feedback[]> {
  const rows = await db().feedback.findMany({ where: { id: { in: [...ids] } }, select: COLUMNS });
  return rows.map(toFeedback);
}
