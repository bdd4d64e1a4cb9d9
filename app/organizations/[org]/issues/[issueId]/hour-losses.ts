import { OUTCOME_WORDS } from "#components/stats/outcome-words.ts";
import { reasonName } from "#components/stats/reason-words.ts";
import { findProjectAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { counted } from "#lib/format/count.ts";
import { sumOutcomes } from "#lib/outcomes/queries.ts";

const HOUR_MS = 3_600_000;
const MOST_REASONS = 4;

/**
 * What the project lost of its errors in the hour of an event, as sentences: an issue's count leaves them out.
 * @param receivedAt milliseconds since 1970.
 */
export async function hourLosses(
  access: OrganizationAccess,
  projectId: number,
  receivedAt: number,
): Promise<string[]> {
  const project = await findProjectAccess(access, String(projectId));
  if (!project) return [];
  const { groups } = await sumOutcomes([project], {
    from: receivedAt,
    until: receivedAt + 1,
    bucketMs: HOUR_MS,
    groupBy: ["outcome", "reason"],
    categories: ["error"],
    outcomes: ["client_discard", "rate_limited", "invalid"],
  });
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  if (total === 0) return [];
  const reasons = groups
    .slice(0, MOST_REASONS)
    .map(({ by: { outcome = "", reason = "" }, total: quantity }) => {
      const why = reason === "" ? (OUTCOME_WORDS[outcome]?.label ?? outcome) : reasonName(reason);
      return `${why.charAt(0).toLowerCase()}${why.slice(1)} (${counted(quantity, "error")})`;
    });
  return [`In its hour, the project lost ${counted(total, "error")}: ${reasons.join(", ")}.`];
}
