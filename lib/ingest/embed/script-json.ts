const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** A value as an expression for a script, also where that script stands inside a page. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[<>\u2028\u2029]/g, (character) => ESCAPES[character] ?? "");
