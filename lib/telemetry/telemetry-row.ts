// Rows of ClickHouse tables that are known by the journal row that brought them, as most telemetry has no id.

export type TelemetryTable = "spans" | "logs" | "metrics" | "sessions" | "replay_segments" | "profiles";

/** A row before the digest knows its journal row and how long its project keeps it. */
export type TelemetryRow = {
  table: TelemetryTable;
  /** Its place in the item that brought it; the same on every try. At most {@link MAX_ROWS_OF_ITEM}. */
  position: number;
  /** Every column but retention_days, journal_id and row_number. */
  values: Readonly<Record<string, unknown>> & { project_id: number };
};

/** A row as it is stored. */
export type StoredRow = TelemetryRow["values"] & {
  retention_days: number;
  journal_id: string;
  row_number: number;
};

/** Rows that one item may become; SDKs send at most a thousand. */
export const MAX_ROWS_OF_ITEM = 65_536;

/** A number that no other row of the same journal row has, in any table. */
export const rowNumber = (itemIndex: number, position: number): number =>
  itemIndex * MAX_ROWS_OF_ITEM + position;
