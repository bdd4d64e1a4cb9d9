// `is:` of a search, and the tabs of the list, as conditions for Postgres.
import type { IssueStatus, IssueSubstatus, IssueTab } from "#lib/issues/schema.ts";
import { NEW_FOR_MS } from "#lib/issues/substatus.ts";
import type { SearchValue } from "#lib/search/parse-query.ts";
import { quoted, SearchError } from "#lib/search/search-error.ts";
import { suggestWord } from "#lib/search/suggest-word.ts";

const status = (is: IssueStatus) => `i.status = '${is}'`;

// What is new, regressed or escalating fades to ongoing after a week, also before a job has written it down.
const FADED = `i.status_changed_at < now() - interval '${NEW_FOR_MS / 1000} seconds'`;
const fresh = (is: IssueSubstatus) => `(${status("UNRESOLVED")} AND i.substatus = '${is}' AND NOT ${FADED})`;
const archived = (is: IssueSubstatus) => `(${status("ARCHIVED")} AND i.substatus = '${is}')`;
const ONGOING = `(${status("UNRESOLVED")} AND (i.substatus = 'ONGOING' OR (i.substatus IS NOT NULL AND ${FADED})))`;

const ASSIGNED = "(i.assignee_user_id IS NOT NULL OR i.assignee_team_id IS NOT NULL)";
const LINKED = "EXISTS (SELECT FROM ticket_link t WHERE t.issue_id = i.id)";
const FOR_REVIEW = `(${status("UNRESOLVED")} AND i.review_reason IS NOT NULL)`;

const IS: ReadonlyMap<string, string> = new Map([
  ["unresolved", status("UNRESOLVED")],
  ["resolved", status("RESOLVED")],
  ["archived", status("ARCHIVED")],
  ["ignored", status("ARCHIVED")],
  ["muted", status("ARCHIVED")],
  ["new", fresh("NEW")],
  ["ongoing", ONGOING],
  ["escalating", fresh("ESCALATING")],
  ["regressed", fresh("REGRESSED")],
  ["archived_until_escalating", archived("ARCHIVED_UNTIL_ESCALATING")],
  ["archived_until_condition_met", archived("ARCHIVED_UNTIL_CONDITION_MET")],
  ["archived_forever", archived("ARCHIVED_FOREVER")],
  ["for_review", FOR_REVIEW],
  ["assigned", ASSIGNED],
  ["unassigned", `NOT ${ASSIGNED}`],
  ["linked", LINKED],
  ["unlinked", `NOT ${LINKED}`],
  ["unhandled", "i.unhandled"],
  ["handled", "NOT i.unhandled"],
]);

/** What `is:` can be followed by; the first name of each. */
export const IS_VALUES: readonly string[] = [...IS.keys()].filter(
  (name) => name !== "ignored" && name !== "muted",
);

/** @throws SearchError with what may have been meant. */
export function isSql(value: SearchValue): string {
  const known = IS.get(value.text.trim().toLowerCase());
  if (known !== undefined) return known;
  throw new SearchError(
    `Issues cannot be ${quoted(value.text)}.${suggestWord(value.text, IS_VALUES)}`,
    value,
  );
}

/** What a tab shows; null shows everything. */
export const TAB_SQL: Readonly<Record<IssueTab, string | null>> = {
  unresolved: status("UNRESOLVED"),
  for_review: FOR_REVIEW,
  regressed: fresh("REGRESSED"),
  escalating: fresh("ESCALATING"),
  resolved: status("RESOLVED"),
  archived: status("ARCHIVED"),
  all: null,
};
