// Terms of a search that name people and teams: `assigned:me`, `assigned_or_suggested:#core`, `bookmarks:ada@…`.
import type { SqlValues } from "#lib/issues/search-values.ts";
import { SearchError } from "#lib/search/search-error.ts";
import type { SearchValue } from "#lib/search/parse-query.ts";

/** Who asks: the person's id, -1 for a token of nobody; of which organization. */
export type Asker = { userId: number; organizationId: number };

const MY_TEAMS = (me: string) => `SELECT team_id FROM team_member WHERE user_id = ${me}`;

/** Queries for the users and the teams that a value means; one of them is null for "me" and the like. */
function meaning(value: SearchValue, { userId, organizationId }: Asker, values: SqlValues) {
  const text = value.text.trim();
  const word = text.toLowerCase();
  if (word === "me") return { users: `SELECT ${values.add(userId)}::int`, teams: null };
  if (word === "my_teams") return { users: null, teams: MY_TEAMS(values.add(userId)) };
  const org = values.add(organizationId);
  if (text.startsWith("#"))
    return {
      users: null,
      teams: `SELECT id FROM team WHERE organization_id = ${org} AND slug = ${values.add(word.slice(1))}`,
    };
  const name = values.add(word);
  return {
    users: `SELECT u.id FROM "user" u JOIN membership m ON m.user_id = u.id
      WHERE m.organization_id = ${org} AND (u.email = ${name} OR lower(u.name) = ${name})`,
    teams: null,
  };
}

function isAmong(
  column: (kind: "user" | "team") => string,
  value: SearchValue,
  asker: Asker,
  values: SqlValues,
) {
  const { users, teams } = meaning(value, asker, values);
  if (users !== null) return `${column("user")} IN (${users})`;
  return teams === null ? "false" : `${column("team")} IN (${teams})`;
}

const ASSIGNED = "(i.assignee_user_id IS NOT NULL OR i.assignee_team_id IS NOT NULL)";

/** `assigned:`; of a team that somebody is in, `me` is the person alone. */
export function assignedSql(value: SearchValue, asker: Asker, values: SqlValues): string {
  const word = value.text.trim().toLowerCase();
  if (word === "none") return `NOT ${ASSIGNED}`;
  if (word === "anyone") return ASSIGNED;
  return isAmong((kind) => `i.assignee_${kind}_id`, value, asker, values);
}

/** `assigned_or_suggested:`; nobody is suggested once somebody has it. */
export function suggestedSql(value: SearchValue, asker: Asker, values: SqlValues): string {
  const suggested = (condition: string) =>
    `EXISTS (SELECT FROM issue_owner o WHERE o.issue_id = i.id AND ${condition})`;
  const word = value.text.trim().toLowerCase();
  if (word === "none") return `(NOT ${ASSIGNED} AND NOT ${suggested("true")})`;
  if (word === "anyone") return `(${ASSIGNED} OR ${suggested("true")})`;
  const owns = isAmong((kind) => `o.${kind}_id`, value, asker, values);
  return `(${assignedSql(value, asker, values)} OR (NOT ${ASSIGNED} AND ${suggested(owns)}))`;
}

/** `bookmarks:` and `subscribed:`. */
export function markedSql(
  table: "issue_bookmark" | "issue_subscription",
  value: SearchValue,
  asker: Asker,
  values: SqlValues,
): string {
  const { users } = meaning(value, asker, values);
  if (users === null) throw new SearchError("Only people do that: use me or an e-mail address.", value);
  const active = table === "issue_subscription" ? "AND m.is_active" : "";
  return `i.id IN (SELECT m.issue_id FROM ${table} m WHERE m.user_id IN (${users}) ${active})`;
}

/** `team:` is what happens in the projects of a team. */
export function teamSql(value: SearchValue, asker: Asker, values: SqlValues): string {
  const text = value.text.trim();
  const named = { ...value, text: text === "my_teams" || text.startsWith("#") ? text : `#${text}` };
  const { teams } = meaning(named, asker, values);
  return `i.project_id IN (SELECT p.project_id FROM project_team p WHERE p.team_id IN (${teams}))`;
}
