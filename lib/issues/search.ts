// A search of the issue list, taken apart: which of its terms Postgres answers, and which are about events.
import { isIssueKey } from "#lib/events/event-filter.ts";
import { parseQuery, type Condition, type Leaf, type SearchValue } from "#lib/search/parse-query.ts";

export type IssueLeaf = Exclude<Leaf, { kind: "text" }>;

/**
 * `events`: one event of the issue meets all of it. `words`: one event has the words and meets `beside`; words alone
 * are also looked for in the issue's title and culprit.
 */
export type SearchPlan =
  | { kind: "and" | "or"; parts: SearchPlan[] }
  | { kind: "not"; part: SearchPlan }
  | { kind: "issue"; leaf: IssueLeaf }
  | { kind: "events"; condition: Condition }
  | { kind: "words"; words: SearchValue[]; beside: Condition | null };

// Both stores have these; the issue's own are exact, and there are fewer of them.
const COMMON_KEYS: ReadonlySet<string> = new Set([
  "level",
  "title",
  "culprit",
  "project",
  "project.name",
  "project.id",
]);

function isOfIssue(leaf: Leaf): boolean {
  if (leaf.kind === "is") return true;
  if (leaf.kind === "text" || leaf.field.kind === "function") return false;
  return isIssueKey(leaf.field) || (leaf.field.type === null && COMMON_KEYS.has(leaf.field.name));
}

type List = Extract<Condition, { parts: Condition[] }>;

const isList = (condition: Condition): condition is List =>
  condition.kind === "and" || condition.kind === "or";

/** Whether one event can be asked for the whole of it. What is denied is denied of every event of an issue. */
function isOfEvents(condition: Condition): boolean {
  if (isList(condition)) return condition.parts.every(isOfEvents);
  return condition.kind !== "not" && condition.kind !== "text" && !isOfIssue(condition);
}

/** Brackets within an AND of the same kind say nothing. */
function flattened(kind: "and" | "or", parts: readonly Condition[]): Condition[] {
  return parts.flatMap((part) =>
    isList(part) && (part.kind === kind || part.parts.length === 1) ? flattened(kind, part.parts) : [part],
  );
}

function planAll(parts: readonly Condition[]): SearchPlan {
  const words = parts.flatMap((part) => (part.kind === "text" ? [part.value] : []));
  const ofEvents = parts.filter(isOfEvents);
  const others = parts.filter((part) => part.kind !== "text" && !isOfEvents(part)).map(planSearch);
  const beside: Condition | null = ofEvents.length > 0 ? { kind: "and", parts: ofEvents } : null;
  if (words.length > 0) return { kind: "and", parts: [{ kind: "words", words, beside }, ...others] };
  return {
    kind: "and",
    parts: [...(beside ? [{ kind: "events" as const, condition: beside }] : []), ...others],
  };
}

function planAny(parts: readonly Condition[]): SearchPlan {
  const ofEvents = parts.filter(isOfEvents);
  const others = parts.filter((part) => !isOfEvents(part)).map(planSearch);
  if (ofEvents.length === 0) return { kind: "or", parts: others };
  return { kind: "or", parts: [{ kind: "events", condition: { kind: "or", parts: ofEvents } }, ...others] };
}

/** Every part as large as one question to the telemetry can be. */
export function planSearch(condition: Condition): SearchPlan {
  switch (condition.kind) {
    case "and":
      return planAll(flattened("and", condition.parts));
    case "or":
      return planAny(flattened("or", condition.parts));
    case "not":
      return { kind: "not", part: planSearch(condition.part) };
    case "text":
      return { kind: "words", words: [condition.value], beside: null };
    default:
      return isOfIssue(condition) ? { kind: "issue", leaf: condition } : { kind: "events", condition };
  }
}

/** What a search says of the events that are counted: the terms about events that hold for all of it. */
function eventPart(condition: Condition | null): Condition | null {
  if (condition === null) return null;
  const parts = condition.kind === "and" ? flattened("and", condition.parts) : [condition];
  const ofEvents = parts.filter((part) => isOfEvents(part.kind === "not" ? part.part : part));
  return ofEvents.length > 0 ? { kind: "and", parts: ofEvents } : null;
}

function namesStatus(condition: Condition): boolean {
  if (isList(condition)) return condition.parts.some(namesStatus);
  if (condition.kind === "not") return namesStatus(condition.part);
  return (
    condition.kind === "is" && condition.values.some(({ text }) => !WITHOUT_STATUS.has(text.toLowerCase()))
  );
}

const WITHOUT_STATUS: ReadonlySet<string> = new Set([
  "assigned",
  "unassigned",
  "linked",
  "unlinked",
  "handled",
  "unhandled",
]);

export type IssueSearch = {
  plan: SearchPlan | null;
  /** Narrows the events that a list counts; null counts all. */
  events: Condition | null;
  /** Says which statuses are wanted, so that the tab does not. */
  namesStatus: boolean;
};

/** @throws SearchError for a search that cannot be understood. */
export function parseIssueSearch(query: string): IssueSearch {
  const condition = parseQuery(query);
  return {
    plan: condition && planSearch(condition),
    events: eventPart(condition),
    namesStatus: condition !== null && namesStatus(condition),
  };
}
