// In: a browser's report that a page's security policy was violated. Out: 200, once it is in the journal.
import { readCspViolation } from "#lib/events/csp.ts";
import { admitRequest } from "#lib/ingest/authenticate.ts";
import { countingRefusals } from "#lib/ingest/count-refusal.ts";
import { ingestEndpoint, type Reply } from "#lib/ingest/endpoint.ts";
import { jsonItem } from "#lib/ingest/json-item.ts";
import { readReports, type ReportKind } from "#lib/ingest/read-reports.ts";
import { replyTo, submit } from "#lib/ingest/submit.ts";

const MAX_NAME = 200;

/** HPKP, Expect-CT and Expect-Staple: gone from browsers, still announced by old servers. */
const RETIRED = ["known-pins", "noted-hostname", "expect-ct-report", "expect-staple-report"];

const VIOLATIONS: ReportKind = {
  category: "security",
  mediaTypes: [
    "application/csp-report",
    "application/json",
    "application/reports+json",
    "application/expect-ct-report+json",
    "application/expect-staple-report+json",
  ],
  isWanted: (report) => readCspViolation(report) !== null,
  isRetired: (report) => RETIRED.some((name) => Object.hasOwn(report, name)),
};

/** Serves `POST /api/{project}/security/` and `/csp-report/`. */
export const acceptSecurity = ingestEndpoint({
  POST: async (request): Promise<Reply> => {
    const receivedAt = new Date();
    const { key, sdkClient } = await admitRequest(request);
    return countingRefusals(key.projectId, "security", async () => {
      const reports = await readReports(request, key.projectId, VIOLATIONS);
      const header = {
        sentry_release: request.query.get("sentry_release")?.slice(0, MAX_NAME),
        sentry_environment: request.query.get("sentry_environment")?.slice(0, MAX_NAME),
      };
      // An envelope each, since each becomes an event with an id of its own.
      const submissions = await Promise.all(
        reports.map((report) =>
          submit(
            { header: {}, items: [jsonItem("raw_security", report, header)] },
            { key, request, receivedAt, sdkClient },
          ),
        ),
      );
      const refused = submissions.find(({ limits }) => limits.length > 0);
      return { ...(refused && replyTo(refused)), body: "" };
    });
  },
});
