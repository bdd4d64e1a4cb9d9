// The data sets of Discover: which table each one is, and what its fields are called.
import type { Column } from "#lib/search/column.ts";
import { ERROR_COLUMNS, errorContains } from "#lib/events/error-columns.ts";
import { LOG_COLUMNS, METRIC_COLUMNS } from "#lib/discover/columns-samples.ts";
import { SPAN_COLUMNS } from "#lib/discover/columns-spans.ts";
import type { Parameters } from "#lib/search/parameters.ts";
import { anywhere, type Pattern } from "#lib/search/pattern.ts";
import type { Dataset } from "#lib/discover/schema.ts";

export type Table = {
  name: string;
  /** The column of its time. */
  time: string;
  columns: ReadonlyMap<string, Column>;
  /** What is shown to whoever asks for no field. */
  fields: readonly string[];
  /** Where names that are no columns are looked up: tags have one map, attributes three. */
  others: "tags" | "attributes";
  /** A condition for text without a key. */
  contains: (pattern: Pattern, parameters: Parameters) => string;
  /** What tells two rows of the same time apart. */
  order: readonly string[];
};

export const TABLES: Readonly<Record<Dataset, Table>> = {
  errors: {
    name: "errors",
    time: "timestamp",
    columns: ERROR_COLUMNS,
    fields: ["id", "timestamp", "project", "title", "level"],
    others: "tags",
    contains: errorContains,
    order: ["event_id"],
  },
  spans: {
    name: "spans",
    time: "start_timestamp",
    columns: SPAN_COLUMNS,
    fields: ["id", "timestamp", "project", "span.op", "span.description", "span.duration"],
    others: "attributes",
    contains: (pattern, parameters) => `description ILIKE ${parameters.add("String", anywhere(pattern))}`,
    order: ["span_id"],
  },
  logs: {
    name: "logs",
    time: "timestamp",
    columns: LOG_COLUMNS,
    fields: ["sentry.item_id", "timestamp", "project", "severity", "message"],
    others: "attributes",
    // Case matters in a search of logs: with LIKE, the index of words rules parts of the table out.
    contains: (pattern, parameters) => `body LIKE ${parameters.add("String", anywhere(pattern))}`,
    order: ["sequence", "log_id"],
  },
  tracemetrics: {
    name: "metrics",
    time: "timestamp",
    columns: METRIC_COLUMNS,
    fields: ["sentry.item_id", "timestamp", "project", "metric.name", "value"],
    others: "attributes",
    contains: (pattern, parameters) => `name ILIKE ${parameters.add("String", anywhere(pattern))}`,
    order: ["journal_id", "row_number"],
  },
};
