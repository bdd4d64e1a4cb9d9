// Monitors and their check-ins, as pages and tools read them.
import { z } from "zod";
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { db, pool, selectRows } from "#lib/db.ts";
import { CheckInStatus, MonitorConfig } from "#lib/monitors/schema.ts";
import { cutTimePage, readingFrom, readTimeKeyset, type TimePage } from "#lib/time-keyset.ts";
import type { Prisma } from "#prisma/client.ts";

/** The right to read a monitor's check-ins; only the scoped look-ups below make one. */
const MonitorScope = z.object({ monitorId: z.int() }).brand<"MonitorScope">();
type MonitorScope = z.infer<typeof MonitorScope>;

export type Monitor = {
  id: number;
  scope: MonitorScope;
  projectId: number;
  slug: string;
  name: string;
  /** null until a check-in or a person sets it. */
  config: MonitorConfig | null;
  isDisabled: boolean;
  createdAt: Date;
};

const toMonitor = ({ config, ...row }: Omit<Monitor, "config" | "scope"> & { config: unknown }): Monitor => ({
  ...row,
  scope: MonitorScope.parse({ monitorId: row.id }),
  config: config === null ? null : (MonitorConfig.safeParse(config).data ?? null),
});

const ofProjects = (projects: readonly ProjectAccess[]) => ({
  in: projects.map(({ projectId }) => projectId),
});

/** Every monitor of these projects, by name; `words` are looked for in names and slugs. */
export async function listMonitors(projects: readonly ProjectAccess[], words = ""): Promise<Monitor[]> {
  const contains = { contains: words, mode: "insensitive" } as const;
  const rows = await db().monitor.findMany({
    where: {
      projectId: ofProjects(projects),
      ...(words !== "" && { OR: [{ slug: contains }, { name: contains }] }),
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map(toMonitor);
}

/** The monitor of these projects with this slug or id; the oldest, when several have the slug. */
export async function findMonitor(
  projects: readonly ProjectAccess[],
  name: { slug: string } | { id: number },
): Promise<Monitor | null> {
  const row = await db().monitor.findFirst({
    where: { projectId: ofProjects(projects), ...name },
    orderBy: { id: "asc" },
  });
  return row && toMonitor(row);
}

const EnvironmentRow = z.object({
  monitorId: z.number(),
  name: z.string(),
  status: CheckInStatus,
  startedAt: z.date(),
  firstAt: z.date(),
});
export type MonitorEnvironment = z.infer<typeof EnvironmentRow>;

const MAX_ENVIRONMENTS = 20;

/** How each environment of these monitors stands: its first and its latest check-in; 20 environments each. */
export async function environmentsOf(monitors: readonly Monitor[]): Promise<MonitorEnvironment[]> {
  if (monitors.length === 0) return [];
  // From one environment to the next along the index, as a monitor may have millions of check-ins.
  return selectRows(
    pool(),
    EnvironmentRow,
    `WITH RECURSIVE seen AS (
       SELECT m.id AS monitor_id, 1 AS place,
         (SELECT min(c.environment) FROM check_in c WHERE c.monitor_id = m.id) AS name
       FROM unnest($1::int[]) AS m (id)
       UNION ALL
       SELECT s.monitor_id, s.place + 1,
         (SELECT min(c.environment) FROM check_in c WHERE c.monitor_id = s.monitor_id AND c.environment > s.name)
       FROM seen s WHERE s.name IS NOT NULL AND s.place < $2)
     SELECT s.monitor_id AS "monitorId", s.name, latest.status, latest.started_at AS "startedAt",
       oldest.started_at AS "firstAt"
     FROM seen s
     CROSS JOIN LATERAL (SELECT c.status, c.started_at FROM check_in c
       WHERE c.monitor_id = s.monitor_id AND c.environment = s.name
       ORDER BY c.started_at DESC, c.id DESC LIMIT 1) latest
     CROSS JOIN LATERAL (SELECT c.started_at FROM check_in c
       WHERE c.monitor_id = s.monitor_id AND c.environment = s.name
       ORDER BY c.started_at, c.id LIMIT 1) oldest
     WHERE s.name IS NOT NULL ORDER BY 1, 2`,
    [monitors.map(({ scope }) => scope.monitorId), MAX_ENVIRONMENTS],
  );
}

export type CheckIn = {
  id: bigint;
  /** A UUID. */
  checkInId: string;
  environment: string;
  status: CheckInStatus;
  durationMs: number | null;
  release: string;
  /** A UUID. */
  traceId: string | null;
  startedAt: Date;
  updatedAt: Date;
};

/** `range` in milliseconds since 1970, by when runs began; no environments mean all. */
export type CheckInFilters = {
  range: { from: number | null; until: number };
  environments: readonly string[];
  cursor: string | null;
  limit: number;
};

/** Check-ins of a monitor, newest first. */
export async function listCheckIns({ scope }: Monitor, filters: CheckInFilters): Promise<TimePage<CheckIn>> {
  const { range, environments, limit } = filters;
  const keyset = readTimeKeyset(filters.cursor);
  const { side, order } = readingFrom(keyset);
  const beyond: Prisma.CheckInWhereInput[] = keyset
    ? [
        { startedAt: { [side]: new Date(keyset.at) } },
        { startedAt: new Date(keyset.at), id: { [side]: keyset.id } },
      ]
    : [];
  const rows = await db().checkIn.findMany({
    where: {
      monitorId: scope.monitorId,
      ...(environments.length > 0 && { environment: { in: [...environments] } }),
      startedAt: { ...(range.from !== null && { gte: new Date(range.from) }), lt: new Date(range.until) },
      ...(beyond.length > 0 && { AND: { OR: beyond } }),
    },
    orderBy: [{ startedAt: order }, { id: order }],
    take: limit + 1,
  });
  const items = rows.map(({ durationMs, ...row }) => ({
    ...row,
    durationMs: durationMs === null ? null : Number(durationMs),
  }));
  return cutTimePage(items, limit, keyset, ({ startedAt, id }) => ({ at: startedAt.getTime(), id }));
}
