// What a statement is, as far as the front must know: an insert with data, something that answers, or a command.
import { badArguments } from "#server/clickhouse/exception.ts";

export type Insert = {
  kind: "insert";
  /** As written in the statement, e.g. `default.errors`. */
  table: string;
  /** The column list with its parentheses, or "". */
  columns: string;
  /** The SETTINGS clause, or "". */
  settings: string;
  format: string;
  data: Buffer;
};

/** `format` is undefined when the statement does not name one. */
export type Query = { kind: "query"; sql: string; format: string | undefined; readable: boolean };
export type Statement = Insert | Query;

const SPACE = String.raw`(?:\s|--[^\n]*\n|/\*[\s\S]*?\*/)*`;
const NAME = '(?:`[^`]+`|"[^"]+"|\\w+)';
const INSERT = new RegExp(
  String.raw`^${SPACE}INSERT\s+INTO\s+(?:TABLE\s+)?(?!FUNCTION\b)(${NAME}(?:\.${NAME})?)\s*` +
    String.raw`(\((?:[^()]|\([^()]*\))*\))?\s*(SETTINGS\s[\s\S]*?\s)?\s*FORMAT\s+(\w+)[ \t\f]*;?(?:\r?\n)?`,
  "i",
);
const FORMAT = /\bFORMAT\s+(\w+)\s*(?:SETTINGS\s[^;]*)?;?\s*$/i;
const READABLE = new RegExp(String.raw`^[\s(]*${SPACE}[\s(]*(?:SELECT|WITH)\b`, "i");
// Longer than any head of an insert; what follows may be binary.
const HEAD_BYTES = 64 * 1024;

function readInsert(head: string, rest: Buffer): Insert | undefined {
  const match = INSERT.exec(head);
  const [whole, table, columns = "", settings = "", format] = match ?? [];
  if (whole === undefined || !table || !format || format.toLowerCase() === "values") return undefined;
  const inline = Buffer.from(head.slice(whole.length), "latin1");
  const data = inline.length === 0 ? rest : Buffer.concat([inline, rest]);
  const utf8 = (text: string) => Buffer.from(text, "latin1").toString("utf8");
  return {
    kind: "insert",
    table: utf8(table),
    columns: utf8(columns),
    settings: utf8(settings),
    format,
    data,
  };
}

/**
 * Reads what `?query=` and the body say together: as in ClickHouse, the body follows the query.
 * @throws ClickHouseException 36 when there is no statement.
 */
export function readStatement(query: string, body: Buffer): Statement {
  // latin1: one character is one byte, so the end of the match is the start of the data.
  const headText = Buffer.from(query, "utf8").toString("latin1");
  const insert =
    query.trim() === ""
      ? readInsert(body.toString("latin1", 0, HEAD_BYTES), body.subarray(HEAD_BYTES))
      : readInsert(headText.trimEnd(), body);
  if (insert) return insert;
  const sql = [query, body.toString("utf8")]
    .filter((part) => part.trim() !== "")
    .join("\n")
    .trim();
  if (sql === "") throw badArguments("The request holds no query.");
  return { kind: "query", sql, format: FORMAT.exec(sql)?.[1], readable: READABLE.test(sql) };
}
