import { expect, it } from "vitest";
import { suggestWord } from "#lib/search/suggest-word.ts";

it.each([
  ["unresolvd", " Did you mean unresolved?"],
  ["Resloved", " Did you mean resolved?"],
  ["unr", " Did you mean unresolved?"],
  ["something", " Use unresolved, resolved, new."],
  ["", " Use unresolved, resolved, new."],
])("%j", (typed, sentence) => {
  expect(suggestWord(typed, ["unresolved", "resolved", "new"])).toBe(sentence);
});
