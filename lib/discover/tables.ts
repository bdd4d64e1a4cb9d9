// The data sets of Discover: which table each one is, and what its fields are called.
import type { Column } from "#lib/discover/column.ts";
import { ERROR_COLUMNS } from "#lib/discover/columns-errors.ts";
import { LOG_COLUMNS, METRIC_COLUMNS } from "#lib/discover/columns-samples.ts";
import { SPAN_COLUMNS } from "#lib/discover/columns-spans.ts";
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
  /** A condition for text without a key; the placeholder is a pattern for LIKE. */
  contains: (placeholder: string) => string;
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
    contains: (placeholder) => `(title ILIKE ${placeholder} OR message ILIKE ${placeholder})`,
    order: ["event_id"],
  },
  spans: {
    name: "spans",
    time: "start_timestamp",
    columns: SPAN_COLUMNS,
    fields: ["id", "timestamp", "project", "span.op", "span.description", "span.duration"],
    others: "attributes",
    contains: (placeholder) => `description ILIKE ${placeholder}`,
    order: ["span_id"],
  },
  logs: {
    name: "logs",
    time: "timestamp",
    columns: LOG_COLUMNS,
    fields: ["sentry.item_id", "timestamp", "project", "severity", "message"],
    others: "attributes",
    // Case matters in a search of logs: with LIKE, the index of words rules parts of the table out.
    contains: (placeholder) => `body LIKE ${placeholder}`,
    order: ["sequence", "log_id"],
  },
  tracemetrics: {
    name: "metrics",
    time: "timestamp",
    columns: METRIC_COLUMNS,
    fields: ["sentry.item_id", "timestamp", "project", "metric.name", "value"],
    others: "attributes",
    contains: (placeholder) => `name ILIKE ${placeholder}`,
    order: ["journal_id", "row_number"],
  },
};
