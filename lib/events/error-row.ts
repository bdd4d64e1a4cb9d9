// The one place where an event becomes a ClickHouse row; clickhouse/0001_errors.sql, 0008 and 0009 make its table.
import type { Event } from "#lib/events/event.ts";
import { flagTags } from "#lib/events/flag-tags.ts";
import { searchedText, stackColumns } from "#lib/events/searched-text.ts";
import { dateTimeMs } from "#lib/telemetry/date-time.ts";

export type ErrorRow = ReturnType<typeof toErrorRow>;

/** What the digest decided about an event, beyond what the event says itself. */
export type EventPlacement = {
  groupId: bigint;
  title: string;
  culprit: string;
  retentionDays: number;
  /** Whether the event itself is stored beside its columns. */
  isWhole: boolean;
};

/** Whether the SDK said that the error was caught; null when it did not say. */
export function isHandled(event: Event): boolean | null {
  const said = event.exceptions
    .map((exception) => exception.mechanism?.handled)
    .filter((handled) => handled != null);
  return said.length === 0 ? null : !said.includes(false);
}

const contextText = (event: Event, context: string, key: string): string => {
  const value = event.contexts[context]?.[key];
  return typeof value === "string" ? value : "";
};

/** @returns the row in JSONEachRow form: 64-bit numbers and dates as ClickHouse reads them. */
export function toErrorRow(event: Event, placement: EventPlacement) {
  const handled = isHandled(event);
  // In this order: a tag that the SDK sent wins.
  const tags = Object.fromEntries([...flagTags(event.flags), ...event.tags]);
  const os = event.contexts["os"] ? "os" : "client_os";
  const stacks = stackColumns(event);
  return {
    project_id: event.projectId,
    group_id: placement.groupId.toString(),
    timestamp: dateTimeMs(event.timestamp),
    event_id: event.eventId,
    received_at: dateTimeMs(event.receivedAt),
    retention_days: placement.retentionDays,
    type: event.type,
    platform: event.platform,
    level: event.level,
    handled: handled === null ? null : Number(handled),
    mechanism: tags["mechanism"] ?? "",
    title: placement.title,
    culprit: placement.culprit,
    message: event.message?.formatted ?? "",
    exception_types: event.exceptions.map((exception) => exception.type),
    exception_values: event.exceptions.map((exception) => exception.value),
    ...stacks,
    search_text: searchedText(event, placement, stacks),
    release: event.release ?? "",
    dist: event.dist ?? "",
    environment: event.environment ?? "",
    transaction: event.transaction ?? "",
    logger: event.logger ?? "",
    server_name: event.serverName ?? "",
    url: event.request?.url ?? "",
    http_method: event.request?.method ?? "",
    user: tags["user"] ?? "",
    user_id: event.user?.id ?? "",
    user_email: event.user?.email ?? "",
    user_username: event.user?.username ?? "",
    user_ip: event.user?.ipAddress ?? "",
    browser_name: contextText(event, "browser", "name"),
    browser_version: contextText(event, "browser", "version"),
    os_name: contextText(event, os, "name"),
    os_version: contextText(event, os, "version"),
    device: contextText(event, "device", "family") || contextText(event, "device", "model"),
    sdk_name: event.sdk?.name ?? "",
    sdk_version: event.sdk?.version ?? "",
    trace_id: event.trace?.traceId ?? "",
    span_id: event.trace?.spanId ?? "",
    replay_id: event.replayId ?? "",
    tags,
    has_payload: Number(placement.isWhole),
    event: placement.isWhole ? JSON.stringify(event) : "",
  };
}
