import { describe, expect, it } from "vitest";
import { formatTemplate, readMessage } from "#lib/events/read-message.ts";
import { Remarks } from "#lib/events/remarks.ts";

describe("formatTemplate", () => {
  it.each([
    ["Invoice %s failed after %d tries", ["INV-7", 3], "Invoice INV-7 failed after 3 tries"],
    ["%(who)s left", { who: "Ada" }, "Ada left"],
    ["{} and {}", ["a", true], "a and true"],
    ["{1} before {0}", ["a", "b"], "b before a"],
    ["{name} is {age}", { name: "Ada", age: 36 }, "Ada is 36"],
    ["100%% of %s", ["all"], "100% of all"],
    ["%5.2f%%", [1.5], "1.5%"],
    ["%s %s", ["one"], "one %s"],
    ["{name} %s", ["one"], "{name} one"],
    ["{toString} {__proto__}", { a: 1 }, "{toString} {__proto__}"],
    ["%s", [{ a: [1] }], '{"a":[1]}'],
    ["100% sure {}", undefined, "100% sure {}"],
  ])("%s", (template, params, text) => {
    expect(formatTemplate(template, params)).toBe(text);
  });

  it("does not grow without bound", () => {
    expect(formatTemplate("{0}".repeat(2700), ["x".repeat(8000)])).toHaveLength(8192);
  });
});

describe("readMessage", () => {
  const read = (fields: { [key: string]: unknown }) =>
    readMessage({ fields, path: "", remarks: new Remarks() });
  it.each([
    [{ message: "plain" }, { formatted: "plain" }],
    [{ logentry: "plain" }, { formatted: "plain" }],
    [{ message: { formatted: "made" } }, { formatted: "made" }],
    [
      { logentry: { message: "%s", params: ["a"], formatted: null } },
      { formatted: "a", template: "%s", params: ["a"] },
    ],
    [{ logentry: { formatted: "first" }, message: "second" }, { formatted: "first" }],
    [{ logentry: {}, message: "second" }, { formatted: "second" }],
    [
      { logentry: { message: "only a template" } },
      { formatted: "only a template", template: "only a template" },
    ],
    [{ message: 7 }, undefined],
    [{ message: "" }, undefined],
    [{}, undefined],
  ])("%j", (fields, message) => {
    expect(read(fields)).toEqual(message);
  });

  it("cuts a long one and says how long it was", () => {
    const remarks = new Remarks();
    const message = readMessage({ fields: { message: "x".repeat(9000) }, path: "", remarks });
    expect(message?.formatted).toHaveLength(8192);
    expect(remarks.list).toEqual([
      { path: "message", kind: "truncated", detail: "9000 characters, 8192 kept" },
    ]);
  });
});
