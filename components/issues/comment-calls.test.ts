import { describe, expect, it } from "vitest";
import { callAt, completed, fitting, handleOf } from "#components/issues/comment-calls.ts";
import type { AssignableActor } from "#lib/issues/schema.ts";

const user = (id: number, name: string, detail: string): AssignableActor => ({
  type: "user",
  id,
  name,
  detail,
  isViewer: false,
});
const actors: AssignableActor[] = [
  user(1, "Ada Lovelace", "ada@example.com"),
  user(2, "Grace", "grace@example.com"),
  user(3, "Sam", "sam1@example.com"),
  user(4, "sam", "sam2@example.com"),
  { type: "team", id: 1, name: "Web", detail: "Team", isViewer: false },
];

describe("callAt", () => {
  it.each([
    ["@", "@", ""],
    ["hi @ad", "@", "ad"],
    ["(@ad", "@", "ad"],
    ["hi @Ada Lo", "@", "Ada Lo"],
    ["#w", "#", "w"],
  ])("%j", (text, sign, wanted) =>
    expect(callAt(text, text.length)).toEqual({ sign, wanted, from: text.length - wanted.length - 1 }),
  );
  it.each(["", "mail@ad", "hi @ad ", "@a b c d e f", "`@ad`", "# "])("%j calls nobody", (text) =>
    expect(callAt(text, text.length)).toBeNull(),
  );
  it("looks only before the caret", () => expect(callAt("@ad there", 3)?.wanted).toBe("ad"));
});

describe("fitting", () => {
  const names = (sign: "@" | "#", wanted: string) =>
    fitting({ sign, wanted, from: 0 }, actors).map(({ id }) => id);
  it.each([
    ["@", "ada", [1]],
    ["@", "LOVE", [1]],
    ["@", "grace@", [2]],
    ["@", "sam", [3, 4]],
    ["#", "w", [1]],
    ["@", "web", []],
  ] as const)("%s%s finds %j", (sign, wanted, expected) => expect(names(sign, wanted)).toEqual(expected));
});

it("calls by the address where a name is not enough", () => {
  expect(actors.map((actor) => handleOf(actor, actors))).toEqual([
    "@Ada Lovelace",
    "@Grace",
    "@sam1@example.com",
    "@sam2@example.com",
    "#Web",
  ]);
});

it("completes in the middle of a text", () => {
  const call = callAt("hi @ad there", 6)!;
  expect(completed("hi @ad there", call, 6, "@Ada")).toEqual({ text: "hi @Ada there", caret: 8 });
});
