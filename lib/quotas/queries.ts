// What pages read about quotas.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";

export type QuotaSummary = {
  id: number;
  /** The protocol's; none for all. */
  categories: string[];
  limit: number;
  windowSeconds: number;
  /** Of the current window, about a second old. */
  used: number;
  /** Milliseconds since 1970: when the next window begins. */
  resetsAt: number;
};

async function listQuotas(
  where: { organizationId: number; projectId: number | null },
  now: number,
): Promise<QuotaSummary[]> {
  const quotas = await db().quota.findMany({
    where: { ...where, keyId: null },
    orderBy: [{ categories: "asc" }, { id: "asc" }],
    include: { usage: { orderBy: { windowStart: "desc" }, take: 1 } },
  });
  return quotas.map(({ id, categories, limit, windowSeconds, usage }) => {
    const windowMs = windowSeconds * 1_000;
    const start = Math.floor(now / windowMs) * windowMs;
    const current = usage.find(({ windowStart }) => windowStart.getTime() === start);
    return {
      id,
      categories,
      limit: Number(limit),
      windowSeconds,
      used: Number(current?.used ?? 0),
      resetsAt: start + windowMs,
    };
  });
}

/** The organization's own quotas, on all of its projects together. */
export const listOrganizationQuotas = ({ organizationId }: OrganizationAccess, now = Date.now()) =>
  listQuotas({ organizationId, projectId: null }, now);

/** The project's quotas, on all of its keys together. */
export const listProjectQuotas = ({ organizationId, projectId }: ProjectAccess, now = Date.now()) =>
  listQuotas({ organizationId, projectId }, now);
