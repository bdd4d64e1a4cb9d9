// The right to read an issue's telemetry. `findIssue` (lib/issues) makes one after it has checked whose it is.
import { z } from "zod";

/** An issue is a set of groups; telemetry carries their ids. */
export const IssueScope = z
  .object({ issueId: z.int(), projectId: z.int(), groupIds: z.array(z.bigint()) })
  .brand<"IssueScope">();
export type IssueScope = z.infer<typeof IssueScope>;
