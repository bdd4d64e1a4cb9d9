// In: reports of a browser that could not reach a server (Network Error Logging). Out: 200, once they are in the
// journal, as logs.
import { randomBytes } from "node:crypto";
import { isObject, type JsonObject } from "#lib/events/bound-json.ts";
import { admitRequest } from "#lib/ingest/authenticate.ts";
import { countingRefusals } from "#lib/ingest/count-refusal.ts";
import { ingestEndpoint, type Reply } from "#lib/ingest/endpoint.ts";
import { jsonItem } from "#lib/ingest/json-item.ts";
import { readReports, type ReportKind } from "#lib/ingest/read-reports.ts";
import { replyTo, submit } from "#lib/ingest/submit.ts";

const LOG_TYPE = "application/vnd.sentry.items.log+json";
const MAX_TEXT = 2_048;
const MAX_AGE_MS = 7 * 86_400_000;

const NETWORK_ERRORS: ReportKind = {
  category: "log_item",
  mediaTypes: ["application/reports+json", "application/json"],
  isWanted: ({ type, body }) => type === "network-error" && isObject(body) && typeof body.type === "string",
};

type Attribute = { value: string | number; type: "string" | "integer" | "double" };

function attributeOf(value: unknown): Attribute | null {
  if (typeof value === "number" && Number.isFinite(value))
    return { value, type: Number.isInteger(value) ? "integer" : "double" };
  if (typeof value !== "string" || value === "") return null;
  return { value: value.slice(0, MAX_TEXT).toWellFormed(), type: "string" };
}

function attributesOf(report: JsonObject, body: JsonObject): Record<string, Attribute> {
  const told = {
    "sentry.origin": "auto.http.browser_report.nel",
    "url.full": report.url,
    "user_agent.original": report.user_agent,
    "server.address": body.server_ip,
    "network.protocol.name": body.protocol,
    "http.request.method": body.method,
    "http.response.status_code": body.status_code,
    "nel.type": body.type,
    "nel.phase": body.phase,
    "nel.referrer": body.referrer,
    "nel.sampling_fraction": body.sampling_fraction,
    "nel.elapsed_time": body.elapsed_time,
  };
  const attributes: Record<string, Attribute> = {};
  for (const [name, value] of Object.entries(told)) {
    const attribute = attributeOf(value);
    if (attribute) attributes[name] = attribute;
  }
  return attributes;
}

/** The line that a person reads: what happened, in which phase, and to which address. */
function describe(type: string, { phase, status_code: status }: JsonObject, url: unknown): string {
  const where = typeof url === "string" ? ` ${url.slice(0, MAX_TEXT).toWellFormed()}` : "";
  if (type === "ok") return `Request succeeded:${where}`;
  const detail = type === "http.error" && typeof status === "number" ? `${type} ${status}` : type;
  return `Network error ${detail}${typeof phase === "string" ? ` (${phase.slice(0, 32)})` : ""}:${where}`;
}

function toLog(report: JsonObject, receivedAt: number): object {
  const body = isObject(report.body) ? report.body : {};
  const type = typeof body.type === "string" ? body.type.slice(0, 64).toWellFormed() : "unknown";
  const age = typeof report.age === "number" ? Math.min(Math.max(report.age, 0), MAX_AGE_MS) : 0;
  return {
    timestamp: (receivedAt - age) / 1000,
    // A log needs one, and a browser's report belongs to no trace.
    trace_id: randomBytes(16).toString("hex"),
    level: type === "ok" ? "info" : "warn",
    body: describe(type, body, report.url),
    attributes: attributesOf(report, body),
  };
}

/** Serves `POST /api/{project}/nel/`. */
export const acceptNel = ingestEndpoint({
  POST: async (request): Promise<Reply> => {
    const receivedAt = new Date();
    const { key, sdkClient } = await admitRequest(request);
    return countingRefusals(key.projectId, "log_item", async () => {
      const reports = await readReports(request, key.projectId, NETWORK_ERRORS);
      if (reports.length === 0) return { body: "" };
      const items = reports.map((report) => toLog(report, receivedAt.getTime()));
      const log = jsonItem("log", { items }, { content_type: LOG_TYPE, item_count: items.length });
      const submission = await submit({ header: {}, items: [log] }, { key, request, receivedAt, sdkClient });
      return { ...replyTo(submission), body: "" };
    });
  },
});
