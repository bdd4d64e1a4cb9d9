/** Where a client sends to, and as whom. */
export type Dsn = { publicKey: string; projectId: number; origin: string; pathPrefix: string };

/** `{scheme}://{key}[:{secret}]@{host}[:{port}][/{prefix}]/{project}`; null when it is none. */
export function parseDsn(text: string): Dsn | null {
  const url = URL.parse(text.trim());
  if (!url || !["http:", "https:"].includes(url.protocol) || !url.username) return null;
  const path = /^(.*)\/(\d{1,9})\/?$/.exec(url.pathname);
  const [, pathPrefix, project] = path ?? [];
  if (pathPrefix === undefined || project === undefined) return null;
  return {
    publicKey: url.username,
    projectId: Number(project),
    origin: `${url.protocol}//${url.host}`,
    pathPrefix,
  };
}

/**
 * The DSN that people copy.
 * @param baseUrl public origin, a path prefix allowed, without a slash at the end.
 */
export function formatDsn(baseUrl: string, publicKey: string, projectId: number): string {
  const url = new URL(baseUrl);
  url.username = publicKey;
  return `${url.href.replace(/\/+$/, "")}/${projectId}`;
}
