// A stored log as queries read it.
import { z } from "zod";
import { Remark } from "#lib/events/event.ts";
import { LOG_LEVELS } from "#lib/logs/severity.ts";

export const LOG_COLUMNS = `log_id AS id, project_id AS projectId, toUnixTimestamp64Micro(timestamp) AS us, sequence,
  level, severity, body, template, trace_id AS traceId, span_id AS spanId, replay_id AS replayId, release, environment,
  server_name AS serverName, sdk_name AS sdkName, sdk_version AS sdkVersion, user, attributes, numbers, booleans,
  remarks`;

export const Log = z.object({
  /** 32 hex digits. */
  id: z.string(),
  projectId: z.number(),
  /** When it was written, in microseconds since 1970. */
  us: z.coerce.number(),
  sequence: z.number(),
  level: z.enum(LOG_LEVELS),
  /** OpenTelemetry's 1 to 24. */
  severity: z.number(),
  body: z.string(),
  /** "" where there is none, here and below. */
  template: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  replayId: z.string(),
  release: z.string(),
  environment: z.string(),
  serverName: z.string(),
  sdkName: z.string(),
  sdkVersion: z.string(),
  /** "id:42", "email:…", "username:…" or "ip:…". */
  user: z.string(),
  attributes: z.record(z.string(), z.string()),
  numbers: z.record(z.string(), z.number()),
  booleans: z.record(z.string(), z.boolean()),
  remarks: z.string().transform((text) => z.array(Remark).parse(text === "" ? [] : JSON.parse(text))),
});
export type Log = z.infer<typeof Log>;
