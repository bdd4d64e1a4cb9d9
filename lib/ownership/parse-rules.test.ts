import { describe, expect, it } from "vitest";
import { parseRules } from "#lib/ownership/parse-rules.ts";

const read = (text: string) => {
  const { rules, faults } = parseRules(text);
  return {
    faults,
    rules: rules.map(({ kind, key, glob, owners }) =>
      [kind, ...(key ? [key] : []), glob, ...owners.map(({ name }) => name)].join(" | "),
    ),
  };
};

describe("rules that are right", () => {
  it.each([
    ["path:src/* #web", "path | src/* | #web"],
    ["src/* #web", "path | src/* | #web"],
    ["PATH:Src/* ADA@Example.com #Web", "path | Src/* | ada@example.com | #web"],
    ["module:com.acme.* #web", "module | com.acme.* | #web"],
    ["url:https://example.com/* #web", "url | https://example.com/* | #web"],
    ["tags.customer:Acme* #web", "tag | customer | Acme* | #web"],
    ["tags.user.email:*@acme.com #web", "tag | user.email | *@acme.com | #web"],
    ['tags."my tag":x #web', "tag | my tag | x | #web"],
    ["codeowners:/docs/ #web", "codeowners | /docs/ | #web"],
    ["codeowners:/generated/", "codeowners | /generated/"],
    ['path:"src/my dir/*" #web', "path | src/my dir/* | #web"],
    ['"path with spaces" #web', "path | path with spaces | #web"],
    ['path:"say \\"hi\\".js" #web', 'path | say "hi".js | #web'],
    ['"time:12.js" #web', "path | time:12.js | #web"],
    ["C:\\src\\* #web", "path | C:\\src\\* | #web"],
    ["app:///src/* #web", "path | app:///src/* | #web"],
    ["  path:a   #web   # who else", "path | a | #web"],
    ["path:a #web\r", "path | a | #web"],
  ])("%s", (line, rule) => expect(read(line)).toEqual({ faults: [], rules: [rule] }));

  it("may stand among comments and blank lines, and remember theirs", () => {
    const { rules, faults } = parseRules("# ours\n\n  #web\npath:a #web\n\turl:b bob@example.com");
    expect(faults).toEqual([]);
    expect(rules.map(({ line, text }) => [line, text])).toEqual([
      [4, "path:a #web"],
      [5, "url:b bob@example.com"],
    ]);
  });
});

describe("rules that are wrong say where", () => {
  it.each([
    ["path:src/*", 1, 11, "Name an owner"],
    ["path:src/* # nobody", 1, 20, "Name an owner"],
    ["\n\nsrc/* bob", 3, 7, "“bob” is no owner"],
    ["src/* #web #", 0, 0, ""],
    ["src/* #we!b", 1, 7, "cannot be the name of a team"],
    ["src/* #web bob@", 1, 12, "“bob@” is no owner"],
    ["  file:src/* #web", 1, 3, "There is no matcher “file”"],
    ["tags.:x #web", 1, 1, "Name a tag"],
    ["path: #web", 1, 1, "after the colon"],
    ["codeowners:!src/ #web", 1, 1, "no “!”"],
    ["codeowners:src/[ab].js #web", 1, 1, "no [..]"],
    ['path:"src #web', 1, 1, "quotes are not closed"],
    [`path:${"a".repeat(513)} #web`, 1, 1, "At most 512 characters"],
    [`a ${"#web ".repeat(21)}`, 1, 1, "At most 20 owners"],
  ])("%j", (text, line, column, message) => {
    const [fault] = parseRules(text).faults;
    if (line === 0) expect(fault).toBeUndefined();
    else expect(fault).toEqual({ line, column, message: expect.stringContaining(message) });
  });

  it("and leave the right ones alone", () => {
    expect(read("bad\npath:a #web\nworse line")).toMatchObject({ rules: ["path | a | #web"] });
    expect(read("bad\npath:a #web\nworse line").faults.map(({ line }) => line)).toEqual([1, 3]);
  });

  it("and more than five thousand are refused", () => {
    const { rules, faults } = parseRules("a #web\n".repeat(6_000));
    expect(rules).toHaveLength(5_000);
    expect(faults).toEqual([{ line: 5_001, column: 1, message: "At most 5000 rules." }]);
  });
});
