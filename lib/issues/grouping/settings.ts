// How a project groups its events: the version of the algorithm, and the project's own rules.
import { z } from "zod";

export const GroupingVersion = z.union([z.literal(1), z.literal(2)]);
export type GroupingVersion = z.infer<typeof GroupingVersion>;

/** The column `project.grouping`; what is missing has its default. */
export const GroupingSettings = z.object({
  version: GroupingVersion.default(1),
  /** The version before, whose groups are still looked up until then (milliseconds since 1970). */
  previous: z.object({ version: GroupingVersion, until: z.number() }).nullable().default(null),
  /** One rule a line, as it was typed; lib/issues/grouping/rules reads them. */
  stackTraceRules: z.string().default(""),
  fingerprintRules: z.string().default(""),
});
export type GroupingSettings = z.infer<typeof GroupingSettings>;
