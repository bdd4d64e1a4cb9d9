// What version 2 does otherwise than version 1: names that only look like numbers and addresses stay, and
// values in JSON, versions, random ids and numbers at the end of a key go.
import { parameterPatterns, type ParameterPattern } from "#lib/issues/grouping/parameter-patterns.ts";

const families = ["utf", "ucs", "iso", "sha", "aes", "rsa", "md", "base", "cp", "windows", "rfc", "latin"];

// Names with a number that belongs to them.
const kept = [
  String.raw`(?:${[...families, ...families.map((name) => name.toUpperCase())].join("|")})[-_]\d{1,5}(?:-\d{1,3})?(?!\w)`,
  String.raw`(?:HTTP\/|(?:TLS|SSL) ?v?)\d(?:\.\d)?(?!\w)`,
  // Two words with a scope operator between them: C++, Ruby, PHP, Rust.
  String.raw`[A-Za-z]\w{0,100}(?:::[A-Za-z_]\w{0,100})+(?![\w:])`,
].join("|");

const version = String.raw`v\d{1,6}(?:\.\d{1,6}){1,3}(?:-[\w.]{1,40})?(?!\w)|\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[A-Za-z][\w.]{0,40})?(?![\w.])`;

// A digit, later another, and letters of both cases; or the base 32 of a ULID.
const random =
  String.raw`(?=[A-Za-z_-]{0,64}\d)(?=[^A-Z]{0,64}[A-Z])(?=[^a-z]{0,64}[a-z])(?=[A-Za-z_-]{0,64}\d{1,64}[A-Za-z_-]{1,64}\d)[A-Za-z0-9_-]{16,64}(?![\w-])` +
  String.raw`|[0-7][0-9A-HJKMNP-TV-Z]{25}(?!\w)`;

const afterKey = String.raw`(?<=["'][\w.-]{1,64}["']\s?:\s?)`;
const jsonText = String.raw`${afterKey}(?:"[^"\n]{0,1000}"|'[^'\n]{0,1000}')`;
const jsonWord = String.raw`${afterKey}(?:true|false|True|False)(?!\w)`;

const added: Readonly<Record<string, ParameterPattern>> = {
  swift_txn_id: ["version", version],
  float: ["random_id", random],
};

/** Names and patterns of version 2, first match first. */
export const parameterPatternsV2: readonly ParameterPattern[] = [
  [null, kept],
  ...parameterPatterns.flatMap((pattern) => {
    const before = added[pattern[0] ?? ""];
    return before === undefined ? [pattern] : [before, pattern];
  }),
  ["quoted_str", jsonText],
  ["bool", jsonWord],
];

/** `order_12345`: the number of a key is at the end of a word. */
export const joinedPatterns: readonly ParameterPattern[] = [
  ["int", String.raw`(?<=[A-Za-z]_)\d{3,20}(?!\w)`],
];
