import { describe, expect, it } from "vitest";
import { parseIssueSearch, type SearchPlan } from "#lib/issues/search.ts";
import type { Condition } from "#lib/search/parse-query.ts";

function showEvents(condition: Condition): string {
  if (condition.kind === "and" || condition.kind === "or") {
    const parts = condition.parts.map(showEvents);
    return parts.length === 1 ? parts[0]! : `(${parts.join(condition.kind === "and" ? " & " : " | ")})`;
  }
  if (condition.kind === "not") return `!${showEvents(condition.part)}`;
  return "field" in condition ? condition.field.name : condition.kind;
}

/** E(…): one event meets it; W(…): words, and what one event meets beside them. */
function show(plan: SearchPlan): string {
  switch (plan.kind) {
    case "and":
    case "or": {
      const parts = plan.parts.map(show);
      return parts.length === 1 ? parts[0]! : `(${parts.join(plan.kind === "and" ? " & " : " | ")})`;
    }
    case "not":
      return `!${show(plan.part)}`;
    case "issue":
      return plan.leaf.kind === "is" ? `is ${plan.leaf.values[0]!.text}` : plan.leaf.field.name;
    case "events":
      return `E(${showEvents(plan.condition)})`;
    case "words":
      return `W(${plan.words.map(({ text }) => text).join(" ")}${plan.beside ? `; ${showEvents(plan.beside)}` : ""})`;
  }
}

describe("parseIssueSearch", () => {
  it.each([
    ["", "", "", false],
    ["is:unresolved", "is unresolved", "", true],
    ["is:assigned", "is assigned", "", false],
    ["level:error assigned:me", "(level & assigned)", "", false],
    ["browser.name:Chrome os.name:iOS", "E((browser.name & os.name))", "(browser.name & os.name)", false],
    [
      "browser.name:Chrome is:new os.name:iOS",
      "(E((browser.name & os.name)) & is new)",
      "(browser.name & os.name)",
      true,
    ],
    ["browser.name:Chrome OR os.name:iOS", "E((browser.name | os.name))", "(browser.name | os.name)", false],
    ["plan:a OR assigned:me", "(E(plan) | assigned)", "", false],
    ["plan:a OR assigned:me OR plan:b", "(E((plan | plan)) | assigned)", "", false],
    ["(plan:a OR plan:b) assigned:me", "(E((plan | plan)) & assigned)", "(plan | plan)", false],
    ["!plan:a", "!E(plan)", "!plan", false],
    ["!plan:a region:eu", "(E(region) & !E(plan))", "(!plan & region)", false],
    ["!(plan:a OR assigned:me)", "!(E(plan) | assigned)", "", false],
    ["boom", "W(boom)", "", false],
    ["boom went plan:a", "W(boom went; plan)", "plan", false],
    ["!boom", "!W(boom)", "", false],
    ["boom OR plan:a", "(E(plan) | W(boom))", "", false],
    ["!is:resolved", "!is resolved", "", true],
    ["tags[level]:x", "E(level)", "level", false],
  ])("plans %j", (query, plan, events, namesStatus) => {
    const search = parseIssueSearch(query);
    expect(search.plan ? show(search.plan) : "").toBe(plan);
    expect(search.events ? showEvents(search.events) : "").toBe(events);
    expect(search.namesStatus).toBe(namesStatus);
  });
});
