// Telemetry carries group ids; these turn an issue's groups into ClickHouse text. Ids are numbers of our own
// database, and go into the statement itself: as parameters they would make the URL too long for a page of
// merged issues.

export type IssueGroups = { id: number; groupIds: readonly bigint[] };

/** `(1,2,3)` for IN; matches nothing when there is no group. */
export const groupList = (groupIds: readonly bigint[]): string =>
  `(${groupIds.length ? groupIds.join(",") : "NULL"})`;

/** The groups of several issues for IN. */
export const groupsOf = (issues: readonly IssueGroups[]): string =>
  groupList(issues.flatMap((issue) => issue.groupIds));

/** An expression for the issue that owns `group_id`; 0 when none of them does. */
export function issueOfGroup(issues: readonly IssueGroups[]): string {
  const pairs = issues.flatMap((issue) => issue.groupIds.map((group) => [group, issue.id] as const));
  if (pairs.length === 0) return "toUInt32(0)";
  const groups = pairs.map(([group]) => group).join(",");
  const owners = pairs.map(([, issue]) => issue).join(",");
  return `transform(group_id, [${groups}], [${owners}], 0)`;
}
