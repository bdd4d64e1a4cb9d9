// What people type into the search box of the issue list: words, and a few `key:value` filters.
import { IssueLevel, type IssueStatus, type IssueSubstatus } from "#lib/issues/schema.ts";

export type AssignedTo = "me" | "anyone" | "nobody" | { email: string } | { team: string };

/** Filters narrow each other; the values of one filter widen it. Empty arrays do not filter. */
export type IssueSearch = {
  words: string[];
  statuses: IssueStatus[];
  substatuses: IssueSubstatus[];
  levels: IssueLevel[];
  releases: string[];
  assigned: AssignedTo[];
  /** User id, e-mail address, username or IP address of somebody it happened to. */
  users: string[];
  unhandled: boolean | null;
};

const MAX_TOKENS = 20;
const MAX_LENGTH = 500;

const STATUS: Readonly<Record<string, IssueStatus>> = {
  unresolved: "UNRESOLVED",
  resolved: "RESOLVED",
  archived: "ARCHIVED",
  ignored: "ARCHIVED",
};
const SUBSTATUS: Readonly<Record<string, IssueSubstatus>> = {
  new: "NEW",
  ongoing: "ONGOING",
  escalating: "ESCALATING",
  regressed: "REGRESSED",
  archived_forever: "ARCHIVED_FOREVER",
  archived_until_escalating: "ARCHIVED_UNTIL_ESCALATING",
};

/** `key:"two words"`, `"two words"` or anything without a blank. */
function tokens(text: string): { key: string | null; value: string }[] {
  // Postgres takes no NUL.
  const plainText = text.slice(0, MAX_LENGTH).replaceAll("\0", "");
  const found = plainText.matchAll(/(?:([a-z.]+):)?"((?:[^"\\]|\\.)*)"|(\S+)/gi);
  return [...found].slice(0, MAX_TOKENS).map(([, key, quoted, plain]) => {
    if (quoted !== undefined) return { key: key ?? null, value: quoted.replace(/\\(.)/g, "$1") };
    const split = /^([a-z.]+):(.+)$/i.exec(plain ?? "");
    return split ? { key: split[1] ?? null, value: split[2] ?? "" } : { key: null, value: plain ?? "" };
  });
}

function assignedTo(value: string): AssignedTo {
  if (value === "me") return "me";
  if (value === "none") return "nobody";
  return value.startsWith("#") ? { team: value.slice(1) } : { email: value.toLowerCase() };
}

function addIs(search: IssueSearch, value: string): boolean {
  const status = Object.hasOwn(STATUS, value) ? STATUS[value] : undefined;
  const substatus = Object.hasOwn(SUBSTATUS, value) ? SUBSTATUS[value] : undefined;
  if (status) search.statuses.push(status);
  else if (substatus) search.substatuses.push(substatus);
  else if (value === "assigned") search.assigned.push("anyone");
  else if (value === "unassigned") search.assigned.push("nobody");
  else if (value === "unhandled" || value === "handled") search.unhandled = value === "unhandled";
  else return false;
  return true;
}

/** Adds the filter; false when there is no such filter, so that it is text. */
function addFilter(search: IssueSearch, key: string, value: string): boolean {
  switch (key.toLowerCase()) {
    case "is":
      return addIs(search, value.toLowerCase());
    case "level": {
      const level = IssueLevel.safeParse(value.toUpperCase());
      if (level.success) search.levels.push(level.data);
      return level.success;
    }
    case "release":
      search.releases.push(value);
      return true;
    case "user":
      search.users.push(value);
      return true;
    case "assigned":
      search.assigned.push(assignedTo(value));
      return true;
    default:
      return false;
  }
}

/** Never fails: what is no filter is text to look for. */
export function parseIssueSearch(text: string): IssueSearch {
  const search: IssueSearch = {
    words: [],
    statuses: [],
    substatuses: [],
    levels: [],
    releases: [],
    assigned: [],
    users: [],
    unhandled: null,
  };
  for (const { key, value } of tokens(text)) {
    if (key !== null && addFilter(search, key, value)) continue;
    const word = key === null ? value : `${key}:${value}`;
    if (word) search.words.push(word);
  }
  return search;
}

/** The word with LIKE's wildcards made literal. */
export function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, "\\$&");
}
