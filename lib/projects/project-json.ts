// Projects and their keys as the Web API writes them.
import { dsnOf } from "#lib/projects/dsn.ts";
import type { ProjectKey, ProjectSummary } from "#lib/projects/queries.ts";

/** A project in a list. */
export function projectJson(project: ProjectSummary) {
  return {
    id: String(project.id),
    slug: project.slug,
    name: project.name,
    platform: project.platform,
    dateCreated: project.createdAt.toISOString(),
    firstEvent: project.firstEventAt?.toISOString() ?? null,
    status: "active",
    isMember: true,
    hasAccess: true,
    isBookmarked: false,
    isPublic: false,
    features: [],
    environments: [],
    team: null,
    teams: [],
  };
}

/** A client key; `dsn` holds every address that an SDK or browser may be told. */
export function projectKeyJson(key: ProjectKey, baseUrl: string) {
  const publicDsn = dsnOf(key, baseUrl);
  const api = `${baseUrl}/api/${key.projectId}`;
  const query = `?sentry_key=${key.publicKey}`;
  return {
    id: key.publicKey,
    name: key.label,
    label: key.label,
    public: key.publicKey,
    secret: key.secretKey,
    projectId: key.projectId,
    isActive: key.isActive,
    rateLimit: key.rateLimit && { window: key.rateLimit.windowSeconds, count: key.rateLimit.count },
    dsn: {
      public: publicDsn,
      secret: publicDsn.replace(key.publicKey, `${key.publicKey}:${key.secretKey}`),
      csp: `${api}/csp-report/${query}`,
      security: `${api}/security/${query}`,
      minidump: `${api}/minidump/${query}`,
      nel: `${api}/nel/${query}`,
    },
    dateCreated: key.createdAt.toISOString(),
    browserSdkVersion: "11.x",
    dynamicSdkLoaderOptions: {},
  };
}
