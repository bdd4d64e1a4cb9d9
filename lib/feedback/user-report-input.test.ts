import { expect, it } from "vitest";
import { checkUserReport } from "#lib/feedback/user-report-input.ts";

const REPORT = { name: "Ada", email: "ada@example.com", comments: "It broke" };

it.each([
  ["everything", REPORT, REPORT],
  ["comments only", { comments: "It broke" }, { name: "", email: "", comments: "It broke" }],
  ["null for nothing", { ...REPORT, name: null, email: null }, { name: "", email: "", comments: "It broke" }],
  ["spaces and NUL", { ...REPORT, comments: " It\0 broke\n" }, REPORT],
  ["more fields", { ...REPORT, other: 1 }, REPORT],
  ["the longest", { ...REPORT, comments: "x".repeat(4_096) }, { ...REPORT, comments: "x".repeat(4_096) }],
])("takes %s", (_case, fields, report) => expect(checkUserReport(fields)).toEqual({ report }));

it.each([
  ["no comments", { name: "Ada" }, ["comments"]],
  ["blank comments", { ...REPORT, comments: " \n" }, ["comments"]],
  ["too long comments", { ...REPORT, comments: "x".repeat(4_097) }, ["comments"]],
  ["a long name and a wrong address", { ...REPORT, name: "x".repeat(129), email: "ada" }, ["name", "email"]],
  ["a long address", { ...REPORT, email: `${"x".repeat(250)}@example.com` }, ["email"]],
  ["a number", { ...REPORT, comments: 7 }, ["comments"]],
  ["no object", "hello", ["detail"]],
])("refuses %s", (_case, fields, wrong) => {
  const read = checkUserReport(fields);
  expect("problems" in read && Object.keys(read.problems)).toEqual(wrong);
});
