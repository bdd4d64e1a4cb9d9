// A field's name becomes an expression: a column of the data set, the project, or a look-up in the row's maps.
import { boolean, number, text, type Column } from "#lib/search/column.ts";
import { ISSUE_FIELDS, type IssueGroups } from "#lib/discover/issue-groups.ts";
import type { FieldName } from "#lib/search/parse-field.ts";
import type { Parameters } from "#lib/search/parameters.ts";
import type { Table } from "#lib/discover/tables.ts";
import { projectColumn, tagColumn } from "#lib/events/error-columns.ts";
import { groupList } from "#lib/events/group-mapping.ts";

/** What a statement is made for. */
export type Scope = {
  table: Table;
  projects: readonly { projectId: number; slug: string }[];
  parameters: Parameters;
  issues: IssueGroups;
};

/** One group stands for all of its issue's. Group ids are numbers of our own database: see group-mapping.ts. */
function issueColumn(name: string, { table, issues }: Scope): Column | undefined {
  if (table.name !== "errors" || !ISSUE_FIELDS.includes(name)) return undefined;
  const { merged, ofIssue } = issues;
  const first =
    merged.size === 0
      ? "group_id"
      : `transform(group_id, [${[...merged.keys()].join(",")}], [${[...merged.values()].join(",")}], group_id)`;
  return {
    ...text(`toString(${first})`),
    issue: name === "issue" ? "short id" : "id",
    equals: (_placeholder, issue) => `group_id IN ${groupList(ofIssue.get(issue) ?? [])}`,
    like: () => "0",
  };
}

/** NULL where the row has no such number. */
function numberOf(key: string): Column {
  return number(`if(mapContains(numbers, ${key}), numbers[${key}], NULL)`);
}

function booleanOf(key: string): Column {
  return boolean(`if(mapContains(booleans, ${key}), booleans[${key}], NULL)`);
}

/** Any value as text, "" where the row has none. */
function textOf(key: string): Column {
  return text(
    `multiIf(mapContains(attributes, ${key}), attributes[${key}], mapContains(numbers, ${key}), toString(numbers[${key}]),
      mapContains(booleans, ${key}), if(booleans[${key}], 'true', 'false'), '')`,
  );
}

const knownColumn = (name: string, scope: Scope) =>
  scope.table.columns.get(name) ??
  projectColumn(name, scope.projects, scope.parameters) ??
  issueColumn(name, scope);

/** @param wanted what kind of value the place needs, when the name is an attribute's. */
export function resolveColumn(field: FieldName, scope: Scope, wanted: "any" | "number" = "any"): Column {
  const { table, parameters } = scope;
  // A tag may be called like a column; an attribute with a column is nowhere else.
  const isTag = field.type !== null && table.others === "tags";
  const known = isTag ? undefined : knownColumn(field.name, scope);
  if (known) return known;
  if (table.others === "tags") return tagColumn(field, wanted, parameters);
  const key = parameters.add("String", field.name);
  if (wanted === "number" || field.type === "number") return numberOf(key);
  return field.type === "boolean" ? booleanOf(key) : textOf(key);
}
