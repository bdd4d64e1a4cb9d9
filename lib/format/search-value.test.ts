import { expect, test } from "vitest";
import { quoteSearchValue } from "#lib/format/search-value.ts";

test.each([
  ["Firefox", "Firefox"],
  ["shop-web@2.4.1", "shop-web@2.4.1"],
  ["", '""'],
  ["Mobile Safari", '"Mobile Safari"'],
  ['say "hi"', '"say \\"hi\\""'],
  ["a*b", '"a\\*b"'],
  ["C:\\temp", '"C:\\\\temp"'],
  [">5", '">5"'],
  ["[a]", '"[a]"'],
])("%j is written %s", (value, written) => expect(quoteSearchValue(value)).toBe(written));
