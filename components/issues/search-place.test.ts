import { describe, expect, test } from "vitest";
import { completeSearch, searchPlaceAt } from "#components/issues/search-place.ts";

/** `|` marks the caret. */
function read(marked: string) {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  return { text, place: searchPlaceAt(text, caret) };
}

describe("what is typed at the caret", () => {
  test.each([
    ["|", "key", "", ""],
    ["lev|", "key", "", "lev"],
    ["level:|", "value", "level", ""],
    ["level:er|", "value", "level", "er"],
    ["!level:er|", "value", "level", "er"],
    ["is:unresolved rel|", "key", "", "rel"],
    ['browser:"Mobile Sa|', "value", "browser", "Mobile Sa"],
    ['"two words" le|', "key", "", "le"],
    ["(level:err|", "value", "level", "err"],
    ["level:[error,fa|", "value", "level", "fa"],
    ["level:[error, fa|", "value", "level", "fa"],
    ["timesSeen:>1|", "value", "timesSeen", "1"],
    ["tags[my key]:a|", "key", "", "key]:a"],
    ["tags[plan]:en|", "value", "tags[plan]", "en"],
    ["a:b (c:d OR e|", "key", "", "e"],
    ["!|", "key", "", ""],
  ])("%s: %s", (marked, kind, key, prefix) => {
    expect(read(marked).place).toMatchObject({ kind, key, prefix });
  });
});

describe("what choosing makes of it", () => {
  test.each([
    ["lev|", "level", "level:|"],
    ["lev|el:error", "level", "level:|error"],
    ["!le|", "level", "!level:|"],
    ["level:er|", "error", "level:error |"],
    ["level:er| is:new", "error", "level:error |is:new"],
    ["browser:Mo|", "Mobile Safari", 'browser:"Mobile Safari" |'],
    ['browser:"Mobile Sa|fari"', "Mobile Chrome", 'browser:"Mobile Chrome" |'],
    ["level:[error,fa|", "fatal", "level:[error,fatal|"],
    ["(level:er|)", "error", "(level:error|)"],
  ])("%s and %s: %s", (marked, chosen, expected) => {
    const { text, place } = read(marked);
    const done = completeSearch(text, place, chosen);
    expect(`${done.text.slice(0, done.caret)}|${done.text.slice(done.caret)}`).toBe(expected);
  });
});
