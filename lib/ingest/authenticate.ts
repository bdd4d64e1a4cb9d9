// Who sends, and whether he may send to this project.
import {
  parseBasicAuth,
  parseQueryAuth,
  parseSentryAuth,
  type Credentials,
} from "#lib/envelope/auth-header.ts";
import { parseDsn } from "#lib/envelope/dsn.ts";
import { RequestError } from "#lib/errors.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { refuseExhausted } from "#lib/ingest/refuse-exhausted.ts";
import { log } from "#lib/log.ts";
import { findProjectKey, type ProjectKey } from "#lib/projects/project-key-cache.ts";
import { storeUnavailable } from "#lib/queue/store-unavailable.ts";

const NEWEST_VERSION = 7;
const PUBLIC_KEY = /^[0-9a-f]{32}$/;

/** The project id in an ingest URL. @throws RequestError 404. */
export function projectInPath(path: string): string {
  const [, project] = /\/api\/(\d+)\//.exec(path) ?? [];
  if (project === undefined) throw new RequestError(404, "there is no project in the URL");
  return project;
}

const unauthenticated = (cause: string) =>
  new RequestError(401, "missing or wrong authentication", { causes: [cause] });

/** What `Authorization` says; undefined when it speaks of something else, such as a proxy's bearer token. */
function fromAuthorization(value: string | null): Credentials | null | undefined {
  if (value && /^\s*sentry\b/i.test(value)) return parseSentryAuth(value);
  if (value && /^\s*basic\b/i.test(value)) return parseBasicAuth(value);
  return undefined;
}

/**
 * The credentials of the request itself; null when it has none.
 * @throws RequestError 401 when they are garbled or there are two of them, 400 for a protocol of the future.
 */
export function requestCredentials(request: IngestRequest): Credentials | null {
  const sentryAuth = request.header("x-sentry-auth");
  const forms = [
    request.query.has("sentry_key") ? parseQueryAuth(request.query) : undefined,
    sentryAuth === null ? undefined : parseSentryAuth(sentryAuth),
    fromAuthorization(request.header("authorization")),
  ].filter((form) => form !== undefined);
  if (forms.length > 1) throw unauthenticated("there is more than one form of authentication");
  const [credentials] = forms;
  if (credentials === undefined) return null;
  if (credentials === null) throw unauthenticated("the authentication cannot be read");
  if (credentials.version !== null && !(Number(credentials.version) <= NEWEST_VERSION))
    throw new RequestError(400, "unsupported protocol version", {
      causes: [`the newest is ${NEWEST_VERSION}`],
    });
  return credentials;
}

async function lookUp(publicKey: string): Promise<ProjectKey | null> {
  try {
    return await findProjectKey(publicKey);
  } catch (error) {
    log.warn("A project key could not be looked up", { error });
    throw storeUnavailable("the key cannot be checked");
  }
}

/**
 * The key, when it is in use and one of the project in the URL, if the URL has one.
 * @throws RequestError 400 for what cannot be a key, 403 for an unknown, revoked or foreign one, 503.
 */
export async function admit(publicKey: string, urlProject: string | null): Promise<ProjectKey> {
  if (!PUBLIC_KEY.test(publicKey)) throw new RequestError(400, "malformed public key");
  const key = await lookUp(publicKey);
  if (!key?.isActive) throw new RequestError(403, "unknown or revoked key");
  if (urlProject !== null && String(key.projectId) !== urlProject)
    throw new RequestError(403, "the key belongs to another project");
  return key;
}

/**
 * Holds the envelope's own DSN against what the request already showed, or admits by it when it showed nothing.
 * @throws RequestError 401 without any authentication, 400 when the two differ, and as `admit`.
 */
export async function admitByDsn(
  dsn: string | undefined,
  urlProject: string | null,
  admitted: ProjectKey | null,
): Promise<ProjectKey> {
  if (dsn === undefined) {
    if (admitted) return admitted;
    throw unauthenticated("neither the request nor the envelope names a key");
  }
  const parsed = parseDsn(dsn);
  if (!parsed) throw new RequestError(400, "malformed dsn in the envelope header");
  const dsnProject = String(parsed.projectId);
  if (dsnProject !== (urlProject ?? dsnProject))
    throw new RequestError(400, "the envelope's dsn is of another project than the URL");
  if (!admitted) return admit(parsed.publicKey, dsnProject);
  if (parsed.publicKey !== admitted.publicKey)
    throw new RequestError(400, "the envelope's dsn has another key than the request");
  return admitted;
}

export type Admitted = { key: ProjectKey; sdkClient: string | null };

/**
 * For doors whose body cannot name a key and that no quota closes: the request itself must name one.
 * @param urlProject null: the key alone says which project.
 * @throws RequestError 401 without, and as `admit`.
 */
export async function admitRegardless(
  request: IngestRequest,
  urlProject: string | null = projectInPath(request.path),
): Promise<Admitted> {
  const credentials = requestCredentials(request);
  if (!credentials) throw unauthenticated("the request names no key");
  return { key: await admit(credentials.publicKey, urlProject), sdkClient: credentials.client };
}

/** As `admitRegardless`, with a key in the path, so that plain curl can be used. @throws the same. */
export async function admitPathKey(request: IngestRequest, publicKey: string): Promise<Admitted> {
  if (requestCredentials(request)) throw unauthenticated("there is more than one form of authentication");
  return { key: await admit(publicKey, projectInPath(request.path)), sdkClient: null };
}

/** As `admitRegardless`, while quotas leave anything. @throws the same, and 429. */
export async function admitRequest(request: IngestRequest, urlProject?: string | null): Promise<Admitted> {
  const admitted = await admitRegardless(request, urlProject);
  refuseExhausted(admitted.key, request);
  return admitted;
}
