// The body of a PUT on issues, in the words of tools. What cannot be done is refused rather than left out.
import { z } from "zod";
import { isStorable, NOT_STORABLE } from "#lib/storable.ts";

const Status = z.enum(["resolved", "unresolved", "ignored", "muted", "resolvedInNextRelease"], {
  error: "Use resolved, resolvedInNextRelease, unresolved or ignored.",
});

// Command lines send numbers as text, and null for what is not set.
const whole = (least: number, most: number) =>
  z
    .preprocess(
      (value) => (typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value),
      z.int({ error: "Use a whole number." }).min(least).max(most).nullable(),
    )
    .transform((value) => value ?? undefined)
    .optional();

const WEEK_MINUTES = 10_080;
const TEN_YEARS_MINUTES = 5_256_000;

const archiveFields = {
  /** Minutes. */
  ignoreDuration: whole(1, TEN_YEARS_MINUTES),
  ignoreCount: whole(1, 1_000_000),
  ignoreWindow: whole(1, WEEK_MINUTES),
  ignoreUserCount: whole(1, 1_000_000),
  ignoreUserWindow: whole(1, WEEK_MINUTES),
};

const Commit = z.object(
  {
    commit: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[0-9a-f]{7,40}$/),
    repository: z.string().trim().max(200).refine(isStorable).nullish(),
  },
  { error: "Use {commit, repository} with 7 to 40 hex characters." },
);

const StatusDetails = z
  .object({
    ...archiveFields,
    inNextRelease: z.boolean().nullish(),
    inRelease: z.string().trim().max(200).refine(isStorable, NOT_STORABLE).nullish(),
    inCommit: Commit.nullish(),
  })
  .catchall(z.unknown().refine((value) => !value, "There is no such status detail."));

const flag = z.union([z.boolean(), z.literal([0, 1]).transform((value) => value === 1)]);

export const IssueChangeBody = z.object({
  ...archiveFields,
  status: Status.optional(),
  substatus: z.string().nullish(),
  statusDetails: StatusDetails.nullish(),
  assignedTo: z.union([z.string(), z.number()]).nullish(),
  priority: z.enum(["low", "medium", "high"], { error: "Use low, medium or high." }).nullish(),
  hasSeen: flag.nullish(),
  isBookmarked: flag.nullish(),
  isSubscribed: flag.nullish(),
  isPublic: flag.nullish(),
  inbox: flag
    .refine((value) => !value, "Issues come to the inbox by themselves; false marks them as reviewed.")
    .nullish(),
  merge: flag.nullish(),
  discard: flag.nullish(),
});
export type IssueChangeBody = z.infer<typeof IssueChangeBody>;
