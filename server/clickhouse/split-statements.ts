// A migration file as statements.

// A quoted text, a comment, or the end of a statement; what is in the first two ends nothing.
const TOKEN =
  /'(?:[^'\\]|\\[\s\S]|'')*'|`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\]|\\[\s\S])*"|--[^\n]*|\/\*[\s\S]*?\*\/|;[ \t]*(?=\r?\n|$|--)/g;

const isEmpty = (sql: string) => sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, "").trim() === "";

/** Splits at each `;` that ends a line, outside of quotes and comments. Comments stay with the next statement. */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  for (const token of sql.matchAll(TOKEN)) {
    if (!token[0].startsWith(";")) continue;
    statements.push(sql.slice(start, token.index));
    start = token.index + token[0].length;
  }
  statements.push(sql.slice(start));
  return statements.filter((statement) => !isEmpty(statement)).map((statement) => statement.trim());
}
