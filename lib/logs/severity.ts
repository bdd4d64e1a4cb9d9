// How bad a log is: a level of the protocol and OpenTelemetry's number, either of which may be missing.
import type { Wire } from "#lib/events/read-field.ts";
import { takeCount, takeText } from "#lib/logs/take-attribute.ts";
import type { Attributes } from "#lib/telemetry/attributes.ts";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const ALIASES: ReadonlyMap<string, LogLevel> = new Map([
  ...LOG_LEVELS.map((level) => [level, level] as const),
  ["log", "info"],
  ["notice", "info"],
  ["information", "info"],
  ["warning", "warn"],
  ["err", "error"],
  ["critical", "fatal"],
]);

/** The level by any of its names; undefined for none. */
const readLogLevel = (text: unknown): LogLevel | undefined =>
  typeof text === "string" ? ALIASES.get(text.trim().toLowerCase()) : undefined;

/** Four numbers make a level: 1 to 4 are trace, 21 to 24 fatal. */
const levelOf = (severity: number): LogLevel => LOG_LEVELS[Math.ceil(severity / 4) - 1] ?? "info";

/** The lowest of a level's numbers. */
const severityOf = (level: LogLevel): number => LOG_LEVELS.indexOf(level) * 4 + 1;

const isSeverity = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 24;

/** Reads both, each from its field, else from the attribute that Python's SDK uses, else from the other one. */
export function readSeverity(wire: Wire, attributes: Attributes): { level: LogLevel; severity: number } {
  const { level: told, severity_number: number } = wire.fields;
  const ownNumber = takeCount(attributes, "sentry.severity_number", 24);
  const ownText = takeText(attributes, "sentry.severity_text");
  const severity = [number, ownNumber].find(isSeverity);
  const level = readLogLevel(told) ?? readLogLevel(ownText);
  if (level === undefined && severity === undefined) {
    if (told !== undefined && told !== null) wire.remarks.add("invalid", "level", "expected a known level");
    return { level: "info", severity: severityOf("info") };
  }
  const known = level ?? levelOf(severity ?? 0);
  return { level: known, severity: severity ?? severityOf(known) };
}
