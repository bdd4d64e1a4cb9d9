// What can be asked of Discover, and the kinds of values that it answers with.
import { RequestError } from "#lib/errors.ts";
import { quoted } from "#lib/search/search-error.ts";

export const DATASETS = ["errors", "spans", "logs", "tracemetrics"] as const;
export type Dataset = (typeof DATASETS)[number];

const ALIASES: ReadonlyMap<string, Dataset> = new Map([
  ...DATASETS.map((name) => [name, name] as const),
  ["discover", "errors"],
  ["ourlogs", "logs"],
  ["metrics", "tracemetrics"],
]);

/** @param name errors when absent. @throws RequestError 400 for a data set that is not there. */
export function readDataset(name: string | null): Dataset {
  const dataset = ALIASES.get(name || "errors");
  if (dataset) return dataset;
  throw badRequest(`There is no dataset ${quoted(name ?? "")}: use ${DATASETS.join(", ")}.`);
}

export type DiscoverQuestion = {
  dataset: Dataset;
  /** As asked: names and function calls. */
  fields: readonly string[];
  query: string;
  /** Fields, with a minus for the largest first. */
  sorts: readonly string[];
  environments: readonly string[];
  /** Milliseconds since 1970. */
  range: { from: number; until: number };
  offset: number;
  /** At most 100. */
  limit: number;
};

export const MAX_FIELDS = 20;
export const MAX_SORTS = 3;

export const badRequest = (detail: string): RequestError => new RequestError(400, detail);
