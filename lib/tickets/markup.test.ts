import { describe, expect, it } from "vitest";
import { markupOf, ticketTitle } from "#lib/tickets/markup.ts";

const markdown = markupOf("GITHUB");
const wiki = markupOf("JIRA");

describe("a block of Markdown", () => {
  it.each([
    ["plain text", "a", "```\na\n```"],
    ["a fence inside", "a\n```\n# b", "````\na\n```\n# b\n````"],
    ["a long fence inside", "``````", "```````\n``````\n```````"],
    ["a carriage return", "a\r```\r\nb", "````\na\n```\nb\n````"],
    ["a mention", "ask @alice", "```\nask @alice\n```"],
    [
      "a command of GitLab",
      "/close\n /assign @bob\nx /close",
      "```\n\u200b/close\n \u200b/assign @bob\nx /close\n```",
    ],
    ["turned reading direction", "a\u202eb", "```\na[U+202E]b\n```"],
  ])("%s", (_name, text, block) => expect(markdown.block(text)).toBe(block));

  it("is never ended by what it holds", () => {
    for (let run = 1; run < 40; run++) {
      const [first = "", ...rest] = markdown.block(`x\n${"`".repeat(run)}\n[a](javascript:b)`).split("\n");
      expect(rest.slice(0, -1)).not.toContain(first);
      expect(rest.at(-1)).toBe(first);
    }
  });

  it("is bounded", () => expect(markdown.block("x".repeat(1_000_000)).length).toBeLessThan(8_100));
});

it.each([
  ["Release", "web@1.0", "- Release: `web@1.0`"],
  ["Release", "a`b", "- Release: ``a`b``"],
  ["Release", "`", "- Release: `` ` ``"],
  ["Release", "a\n\n# b", "- Release: `a # b`"],
  ["Release", "](javascript:x) @all <img>", "- Release: `](javascript:x) @all <img>`"],
])("a fact of Markdown: %s %s", (name, value, line) => expect(markdown.facts([[name, value]])).toBe(line));

it.each([
  ["plain text", "a *b*", "{noformat}\na *b*\n{noformat}"],
  ["its end", "a {noformat} b", "{noformat}\na {\u200bnoformat} b\n{noformat}"],
  ["its end in capitals", "{NoFormat:x}", "{noformat}\n{\u200bNoFormat:x}\n{noformat}"],
  ["another block", "{code}", "{noformat}\n{\u200bcode}\n{noformat}"],
  ["a mention", "[~alice] [~accountid:1]", "{noformat}\n[\u200b~alice] [\u200b~accountid:1]\n{noformat}"],
])("a block of Jira: %s", (_name, text, block) => expect(wiki.block(text)).toBe(block));

it("facts of Jira are one block", () => {
  expect(
    wiki.facts([
      ["A", "1"],
      ["B", "[~x]\n{noformat}"],
    ]),
  ).toBe("{noformat}\nA: 1\nB: [\u200b~x] {\u200bnoformat}\n{noformat}");
});

it.each<["GITHUB" | "GITLAB" | "JIRA", given: string, title: string]>([
  ["GITHUB", "TypeError: x is\nundefined", "TypeError: x is undefined"],
  ["GITLAB", "ping @alice and @all", "ping @\u200balice and @\u200ball"],
  ["GITLAB", "see #12, !13 and &14", "see #\u200b12, !\u200b13 and &\u200b14"],
  ["GITHUB", "100 % of # and @ !", "100 % of # and @ !"],
  ["JIRA", "@alice #12", "@alice #12"],
])("a title of %s: %s", (kind, given, title) => expect(ticketTitle(kind, given)).toBe(title));

it("a title is bounded, whatever was put into it", () => {
  expect(ticketTitle("GITLAB", "@a".repeat(5_000)).length).toBeLessThanOrEqual(250);
});
