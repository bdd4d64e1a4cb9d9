// One browser's report of a violated policy, as an event of type csp.
import { eventSource } from "#lib/digest/event-source.ts";
import { refuse, type Digester } from "#lib/digest/digester.ts";
import type { EnvelopeItem } from "#lib/envelope/envelope.ts";
import { describeViolation, readCspViolation, type CspViolation } from "#lib/events/csp.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import type { JsonObject } from "#lib/events/bound-json.ts";
import { normalizeEvent } from "#lib/events/normalize.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { filterEvent } from "#lib/filters/filter.ts";
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { markAndGroup } from "#lib/issues/grouping/group-event.ts";
import { describeEvent } from "#lib/issues/title.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";

const DAY_MS = 86_400_000;
const MAX_TAG = 200;

/** Browsers hold reports back and tell how long; the older form is sent at once. */
function ageOf({ age }: JsonObject): number {
  return typeof age === "number" && age > 0 && age < 7 * DAY_MS ? age : 0;
}

function headersOf(report: JsonObject, { referrer }: CspViolation, userAgent: string | null) {
  const agent = typeof report.user_agent === "string" ? report.user_agent : userAgent;
  return [...(agent ? [["User-Agent", agent]] : []), ...(referrer ? [["Referer", referrer]] : [])];
}

/** The report as an SDK would have sent it; what it holds goes through the same bounds as any event. */
function toWireEvent(
  report: JsonObject,
  violation: CspViolation,
  { header }: EnvelopeItem,
  sender: { receivedAt: number; userAgent: string | null },
): object {
  const { effective_directive: directive, blocked_source: source, blocked_uri: uri = source } = violation;
  return {
    csp: {},
    platform: "javascript",
    logger: "csp",
    level: violation.disposition === "report" ? "warning" : "error",
    timestamp: (sender.receivedAt - ageOf(report)) / 1000,
    logentry: { formatted: describeViolation(violation) },
    release: header.sentry_release,
    environment: header.sentry_environment,
    contexts: { csp: violation },
    request: { url: violation.document_uri, headers: headersOf(report, violation, sender.userAgent) },
    tags: [
      ["effective-directive", directive],
      ["blocked-uri", uri.slice(0, MAX_TAG).toWellFormed()],
    ],
  };
}

/** Adds the event of a violated Content Security Policy; reports of other kinds are counted and dropped. */
export const prepareSecurity: Digester = (item, context, into) => {
  const { entry } = context;
  const receivedAt = entry.receivedAt.getTime();
  try {
    const report = parseEventJson(item.payload);
    const violation = readCspViolation(report);
    if (!violation)
      return refuse(context, into, {
        category: "security",
        outcome: "invalid",
        reason: "unsupported_report",
      });
    const { userAgent } = entry.meta;
    const wire = toWireEvent(report, violation, item, { receivedAt, userAgent });
    const normalized = normalizeEvent(Buffer.from(JSON.stringify(wire)), eventSource(context));
    const unwanted = filterEvent(normalized, entry.meta, context.policy.filters);
    if (unwanted !== null)
      return refuse(context, into, { category: "security", outcome: "filtered", reason: unwanted });
    const scrubbed = scrubberOf(context.policy).event(normalized);
    const { event, grouping } = markAndGroup(scrubbed, compileGrouping(context.policy.grouping));
    const description = describeEvent(event, grouping.title);
    into.events.push({ journalId: entry.id, event, grouping, description });
  } catch (error) {
    if (!(error instanceof InvalidEvent)) throw error;
    refuse(context, into, { category: "security", outcome: "invalid", reason: error.reason });
  }
};
