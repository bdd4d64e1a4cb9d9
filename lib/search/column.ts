// How a field of a search reads in a statement for ClickHouse.
import type { Parameters } from "#lib/search/parameters.ts";

/** The kinds of values; the words of the Web API. */
export type ValueType = "string" | "integer" | "number" | "duration" | "date" | "boolean";

export type Column = {
  /** An expression over the table; "" or NULL where there is no value. */
  sql: string;
  type: ValueType;
  /** "millisecond" and the like, for the answer's `meta.units`. */
  unit?: string;
  /** Whether "" is a value like any other and not the lack of one. */
  keepsEmpty?: boolean;
  /** Set when `sql` is a group, and the answer names its issue: by id or by short id. */
  issue?: "id" | "short id";
  /** Conditions for a placeholder, where comparing `sql` would not find it, or not fast. */
  equals?: (placeholder: string, text: string) => string;
  like?: (placeholder: string) => string;
  /** For texts with an order of their own, such as versions; undefined when the value has no place in it. */
  compare?: (operator: string, text: string, parameters: Parameters) => string | undefined;
  /** All values of a row, for a column that has several. */
  each?: string;
  /** A condition for having it, where that is more than not being empty. */
  present?: string;
  /** The same value as text, for a key of which nobody said that it holds numbers. */
  asText?: string;
};

export const text = (sql: string): Column => ({ sql, type: "string" });
/** A text that is there even when it is empty: a message, a title. */
export const body = (sql: string): Column => ({ sql, type: "string", keepsEmpty: true });
export const integer = (sql: string): Column => ({ sql, type: "integer" });
export const number = (sql: string): Column => ({ sql, type: "number" });
export const boolean = (sql: string): Column => ({ sql, type: "boolean" });
export const date = (sql: string): Column => ({ sql, type: "date" });
export const milliseconds = (sql: string): Column => ({ sql, type: "duration", unit: "millisecond" });

/** One column under each of its public names. */
export const named = (names: readonly string[], column: Column): [string, Column][] =>
  names.map((name) => [name, column]);
