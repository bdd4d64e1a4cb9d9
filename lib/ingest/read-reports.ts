// What browsers post by themselves: one report, or a list of them that may be of several kinds.
import type { Category } from "#lib/envelope/item-types.ts";
import { RequestError } from "#lib/errors.ts";
import { isObject, type JsonObject } from "#lib/events/bound-json.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { mediaType, readJsonBody, unsupportedType } from "#lib/ingest/read-body.ts";
import { countOutcome } from "#lib/outcomes/count-outcome.ts";

const MAX_BYTES = 1024 * 1024;
const MAX_REPORTS = 100;

export type ReportKind = {
  category: Category;
  /** Content types that the door takes. */
  mediaTypes: readonly string[];
  isWanted: (report: JsonObject) => boolean;
  /** What is answered with 200 although nobody looks at it any more. */
  isRetired?: (report: JsonObject) => boolean;
};

/**
 * The reports of a kind. Those of other kinds in a list, and those beyond the first hundred, are counted and
 * dropped: a browser cannot choose what it sends together.
 * @throws RequestError 415, 400 for a body that is no report, and as `readJsonBody`.
 */
export async function readReports(
  request: IngestRequest,
  projectId: number,
  kind: ReportKind,
): Promise<JsonObject[]> {
  const { category, mediaTypes, isWanted, isRetired } = kind;
  if (!mediaTypes.includes(mediaType(request))) throw unsupportedType(...mediaTypes);
  const told = await readJsonBody(request, MAX_BYTES);
  const isList = Array.isArray(told);
  const all: unknown[] = isList ? told : [told];
  const wanted = all.filter(isObject).filter(isWanted).slice(0, MAX_REPORTS);
  if (!isList && wanted.length === 0 && !(isObject(told) && isRetired?.(told)))
    throw new RequestError(400, "not a report of this kind");
  const quantity = all.length - wanted.length;
  if (quantity > 0)
    countOutcome({ projectId, category, outcome: "invalid", reason: "unsupported_report", quantity });
  return wanted;
}
