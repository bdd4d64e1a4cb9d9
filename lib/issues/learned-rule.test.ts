import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGlob, newWork } from "#lib/issues/grouping/rules/glob.ts";
import { deriveLesson, describeLearnedRule } from "#lib/issues/learned-rule.ts";
import { commonPattern } from "#lib/issues/learned-template.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";

describe("what messages have in common", () => {
  it.each([
    [["Plan Gold expired", "Plan Silver expired"], "Plan * expired"],
    [["Plan 12 expired", "Plan 13 expired"], "Plan * expired"],
    [["Plan expired today", "Plan Gold expired today"], "Plan*expired today"],
    [["The plan Gold has expired", "The plan Big Silver has expired"], "The plan * has expired"],
    [["no plan for user 5", "no plan for user 6 of acme"], "no plan for user *"],
    [["cannot read *x* of items", "cannot read *x* of lists"], "cannot read \\*x\\* of *"],
    [["find *.log files gold", "find *.log files silver"], "find \\*.log files *"],
    [["select * gold from plans", "select * silver from plans"], "select \\* * from plans"],
    [["plan expired for *", "plan expired for *\nsecond line"], "plan expired for \\**"],
    [["what? a\\b is gold", "what? a\\b is silver"], "what\\? a\\\\b is *"],
    [["all items[a] of gold", "all items[a] of silver"], "all items\\[a] of *"],
    [["open C:\\12 gold", "open C:\\13 silver"], null],
    [["disk is full\nsecond line", "disk is full"], "disk is full*"],
    [["a b", "c d"], null],
    [["timeout of 5 s", "refused by host"], null],
    [["one shared", "one other"], null],
    [["plan expired", "plan expired for a customer who paid for all of it"], null],
    [["", ""], null],
    [[], null],
  ])("of %j", (texts, pattern) => {
    expect(commonPattern(texts)).toBe(pattern);
  });

  it("is a glob that each of them matches, whatever signs are in it", () => {
    const word = fc.constantFrom("plan", "gold", "*", "?", "\\", "[a]", "a*b", "c:\\12", "7", "<int>", "");
    const text = fc.array(word, { minLength: 2, maxLength: 7 }).map((words) => words.join(" "));
    const shared = fc.tuple(text, text, fc.array(word, { maxLength: 2 }), fc.array(word, { maxLength: 2 }));
    fc.assert(
      fc.property(shared, ([head, tail, one, other]) => {
        const texts = [one, other].map((words) => [head, ...words, tail].join(" "));
        const pattern = commonPattern(texts);
        if (pattern === null) return;
        for (const each of texts) expect(compileGlob(pattern)(each, newWork())).toBe(true);
      }),
      { numRuns: 2_000, seed: 4 },
    );
  });

  it("is bounded, however long they are", () => {
    const long = Array.from({ length: 4_000 }, (_, at) => `word${String.fromCharCode(97 + (at % 26))}`);
    const texts = Array.from({ length: 50 }, (_, at) => [...long, `tail ${at}`].join(" "));
    const start = performance.now();
    expect(commonPattern(texts)).toMatch(/^worda .*\*$/);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

const error = (type: string, value: string, fn = "charge", module = "billing") =>
  buildEvent({ exceptions: [buildException(type, value, [buildFrame({ function: fn, module })])] });
const message = (formatted: string, parts = {}) => buildEvent({ message: { formatted }, ...parts });

const rule = (...events: ReturnType<typeof error>[]) => {
  const lesson = deriveLesson(events);
  return "reason" in lesson
    ? lesson.reason
    : lesson.matchers.map(({ key, pattern }) => `${key}:${pattern}`).join(" ");
};

describe("a lesson", () => {
  it.each([
    [
      "of one type, message and place",
      rule(error("PlanError", "Plan Gold expired"), error("PlanError", "Plan Silver expired")),
      "type:PlanError value:Plan * expired function:charge module:billing",
    ],
    [
      "of one type and message in different places",
      rule(error("PlanError", "Plan Gold expired"), error("PlanError", "Plan Silver expired", "renew")),
      "type:PlanError value:Plan * expired",
    ],
    [
      "of one type and place with different messages",
      rule(error("E", "no route"), error("E", "socket hang up")),
      "type:E function:charge module:billing",
    ],
    [
      "of a type alone",
      rule(error("E", "no route"), error("E", "socket hang up", "renew")),
      "Their messages share too few words, and they happen in different places.",
    ],
    [
      "of a function without a name",
      rule(error("E", "no route", "<anonymous>"), error("E", "socket hang up", "<anonymous>")),
      "Their messages share too few words, and they happen in different places.",
    ],
    ["of several types", rule(error("A", "x"), error("B", "x")), "They are errors of different types."],
    [
      "of messages",
      rule(message("queue a is stuck now"), message("queue b is stuck now")),
      "message:queue * is stuck now level:error",
    ],
    [
      "of messages of one logger",
      rule(message("queue a is stuck", { logger: "jobs" }), message("queue b is stuck", { logger: "jobs" })),
      "message:queue * is stuck logger:jobs",
    ],
    [
      "of errors and messages",
      rule(message("queue a is stuck"), error("E", "queue b is stuck")),
      "Some are errors, and some are messages.",
    ],
    ["of one event", rule(error("A", "x")), "Too few of their events are still kept whole."],
  ])("%s", (_name, found, expected) => {
    expect(found).toBe(expected);
  });

  it("is told in plain words", () => {
    const words = (...events: ReturnType<typeof error>[]) => {
      const lesson = deriveLesson(events);
      return "matchers" in lesson ? describeLearnedRule(lesson.matchers) : "";
    };
    expect(words(error("PlanError", "Plan A [1] expired"), error("PlanError", "Plan B [1] expired"))).toBe(
      "Later errors of type PlanError raised in charge of billing whose message looks like “Plan * [*] expired”",
    );
    expect(words(message("queue a is stuck"), message("queue b is stuck"))).toBe(
      "Later messages of level error that look like “queue * is stuck”",
    );
  });
});
