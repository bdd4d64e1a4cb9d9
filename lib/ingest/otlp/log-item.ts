// An OTLP log record as a log of the item protocol.
import {
  bodyText,
  hexId,
  readAttributes,
  seconds,
  stringAttribute,
  text,
  type Attributes,
  type Fields,
} from "#lib/ingest/otlp/values.ts";

type Level = "trace" | "debug" | "info" | "warn" | "error" | "fatal";

export type LogItem = {
  timestamp: number;
  trace_id?: string;
  span_id?: string;
  level: Level;
  severity_number?: number;
  body: string;
  attributes: Attributes;
};

const LEVELS: readonly Level[] = ["trace", "debug", "info", "warn", "error", "fatal"];
const LEVELS_A_NUMBER = 4;
const MAX_SEVERITY = 24;
const WORDS = new Map<string, Level>([
  ...LEVELS.map((level): [string, Level] => [level, level]),
  ["warning", "warn"],
  ["information", "info"],
  ["err", "error"],
  ["critical", "fatal"],
]);

function levelOf(severity: number | undefined, word: string): Level {
  if (severity === undefined) return WORDS.get(word.toLowerCase()) ?? "info";
  return LEVELS[Math.floor((severity - 1) / LEVELS_A_NUMBER)] ?? "info";
}

/** Null when nothing says when it was. */
export function logItem(record: Fields, inherited: Attributes): LogItem | null {
  const timestamp = seconds(record["timeUnixNano"]) ?? seconds(record["observedTimeUnixNano"]);
  if (timestamp === undefined) return null;
  const trace_id = hexId(record["traceId"], 16);
  const span_id = hexId(record["spanId"], 8);
  const number = Number(record["severityNumber"] ?? 0);
  const severity = Number.isInteger(number) && number >= 1 && number <= MAX_SEVERITY ? number : undefined;
  const severityText = text(record["severityText"]).slice(0, 64);
  const eventName = text(record["eventName"]).slice(0, 256);
  return {
    timestamp,
    ...(trace_id !== undefined && { trace_id }),
    ...(span_id !== undefined && { span_id }),
    level: levelOf(severity, severityText),
    ...(severity !== undefined && { severity_number: severity }),
    body: bodyText(record["body"]),
    attributes: {
      ...inherited,
      "sentry.origin": stringAttribute("auto.otlp.logs"),
      ...(severityText !== "" && { "sentry.severity_text": stringAttribute(severityText) }),
      ...(eventName !== "" && { "event.name": stringAttribute(eventName) }),
      ...readAttributes(record["attributes"]),
    },
  };
}
