// The rules that merges taught, as the digest asks them: for an event of which no hash is known.
import type { PoolClient } from "pg";
import { z } from "zod";
import { selectRows } from "#lib/db.ts";
import type { Event } from "#lib/events/event.ts";
import { crashFrame } from "#lib/issues/grouping/crash-frame.ts";
import { type EventView, viewEvent } from "#lib/issues/grouping/rules/event-view.ts";
import { compileCondition, compileMatchers, Matcher } from "#lib/issues/grouping/rules/matcher.ts";
import { literalPattern } from "#lib/issues/learned-template.ts";
import { log } from "#lib/log.ts";

const MAX_RULES = 2_000;

const RuleRow = z.object({ projectId: z.number(), issueId: z.number(), matchers: z.array(Matcher) });

/** What a rule asks beside its matchers. Its frame is the one where the event happened, not any of the stack. */
function compileFit(matchers: readonly Matcher[]): (event: Event) => boolean {
  const named = matchers.find(({ key }) => key === "function");
  const isError = matchers.some(({ key }) => key === "type");
  return (event) => {
    if (!isError && event.exceptions.some(({ type }) => type !== "")) return false;
    return !named || literalPattern(crashFrame(event)?.function ?? "") === named.pattern;
  };
}

/** Whether a learned rule takes an event. */
export function compileLearnedRule(matchers: readonly Matcher[]): (event: Event) => boolean {
  const [fits, holds] = [compileFit(matchers), compileMatchers(matchers)];
  return (event) => fits(event) && holds(event);
}

/** The same for one of many rules: they look at the event in one view, and share what may be done for it. */
function compileOneOfMany(matchers: readonly Matcher[]): (view: EventView) => boolean {
  const fits = compileFit(matchers);
  const holds = compileCondition({ caller: null, matchers, callee: null });
  return (view) => fits(view.event) && holds(view);
}

// An issue that was merged keeps its rules, and whichever issue it is part of now gets their events. Each project's
// newest come first, so that one with very many rules keeps no other's from being asked.
const READ = `
  WITH RECURSIVE up AS (
    SELECT r.id AS rule_id, i.id, i.merged_into_id FROM learned_rule r JOIN issue i ON i.id = r.issue_id
    WHERE r.project_id = ANY ($1) AND r.is_active
    UNION ALL
    SELECT up.rule_id, i.id, i.merged_into_id FROM up JOIN issue i ON i.id = up.merged_into_id)
  SELECT r.project_id AS "projectId", up.id AS "issueId", r.matchers
  FROM up JOIN learned_rule r ON r.id = up.rule_id
  WHERE up.merged_into_id IS NULL
  ORDER BY row_number() OVER (PARTITION BY r.project_id ORDER BY r.id DESC), r.id DESC LIMIT ${MAX_RULES}`;

/** @returns what finds the issue that the newest matching rule names. */
export async function readLearnedRules(
  on: PoolClient,
  projectIds: readonly number[],
): Promise<(event: Event) => number | undefined> {
  const rows = await selectRows(on, RuleRow, READ, [projectIds]);
  const rules = rows.flatMap(({ matchers, ...rule }) => {
    try {
      return [{ ...rule, holds: compileOneOfMany(matchers) }];
    } catch (error) {
      // No rule is worth an event.
      log.warn("A learned rule cannot be read", { ...rule, error });
      return [];
    }
  });
  return (event) => {
    const view = viewEvent(event);
    return rules.find(({ projectId, holds }) => projectId === event.projectId && holds(view))?.issueId;
  };
}
