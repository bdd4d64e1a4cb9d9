// What pages and the Web API read about projects.
import { db } from "#lib/db.ts";
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";

export type ProjectSummary = {
  id: number;
  slug: string;
  name: string;
  platform: string;
  createdAt: Date;
  /** null until the first event has arrived. */
  firstEventAt: Date | null;
  unresolvedIssues: number;
};

/** The organization's projects, by name. */
export async function listProjects(access: OrganizationAccess): Promise<ProjectSummary[]> {
  const projects = await db().project.findMany({
    where: { organizationId: access.organizationId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: { _count: { select: { issues: { where: { status: "UNRESOLVED" } } } } },
  });
  return projects.map(({ id, slug, name, platform, createdAt, firstEventAt, _count }) => ({
    id,
    slug,
    name,
    platform,
    createdAt,
    firstEventAt,
    unresolvedIssues: _count.issues,
  }));
}

/** The project itself, for an access that was granted to it. */
export async function findProject(access: ProjectAccess): Promise<ProjectSummary> {
  const { _count, ...project } = await db().project.findUniqueOrThrow({
    where: { id: access.projectId },
    include: { _count: { select: { issues: { where: { status: "UNRESOLVED" } } } } },
  });
  return { ...project, unresolvedIssues: _count.issues };
}

export type ProjectKey = {
  id: number;
  projectId: number;
  label: string;
  publicKey: string;
  secretKey: string;
  isActive: boolean;
  createdAt: Date;
  /** What may come in with it, of everything together; null for no limit. */
  rateLimit: { count: number; windowSeconds: number } | null;
};

// A key has at most one quota of its own (lib/quotas/set-quota.ts).
const withLimit = { include: { quotas: { select: { limit: true, windowSeconds: true }, take: 1 } } } as const;

type KeyRow = Omit<ProjectKey, "rateLimit"> & { quotas: { limit: bigint; windowSeconds: number }[] };

function projectKey({ quotas: [quota], ...key }: KeyRow): ProjectKey {
  const rateLimit = quota ? { count: Number(quota.limit), windowSeconds: quota.windowSeconds } : null;
  return { ...key, rateLimit };
}

/** @returns null when the project has no key of that name. */
export async function findKeyOfProject(access: ProjectAccess, publicKey: string): Promise<ProjectKey | null> {
  const where = { projectId: access.projectId, publicKey };
  const key = await db().projectKey.findFirst({ where, ...withLimit });
  return key && projectKey(key);
}

/** The project's keys, active ones first, the oldest first. */
export async function listProjectKeys(access: ProjectAccess): Promise<ProjectKey[]> {
  const keys = await db().projectKey.findMany({
    where: { projectId: access.projectId },
    orderBy: [{ isActive: "desc" }, { id: "asc" }],
    ...withLimit,
  });
  return keys.map(projectKey);
}

export type FirstSignal = {
  /** null while the project waits for its first event. */
  firstEventAt: Date | null;
  newestIssue: { id: number; title: string } | null;
};

/** Whether the project has had an event, and the issue that was seen last. */
export async function findFirstSignal(access: ProjectAccess): Promise<FirstSignal> {
  const project = await db().project.findUniqueOrThrow({
    where: { id: access.projectId },
    select: {
      firstEventAt: true,
      issues: { select: { id: true, title: true }, orderBy: [{ lastSeen: "desc" }, { id: "desc" }], take: 1 },
    },
  });
  return { firstEventAt: project.firstEventAt, newestIssue: project.issues.at(0) ?? null };
}

/** The names of the environments that events came from, in order; the nameless one is left out. */
export async function listEnvironmentNames(access: OrganizationAccess): Promise<string[]> {
  const environments = await db().environment.findMany({
    where: { organizationId: access.organizationId, name: { not: "" } },
    select: { name: true },
    orderBy: { name: "asc" },
  });
  return environments.map(({ name }) => name);
}
