// What is set about a project's owners, and what a form or a script may send.
import { z } from "zod";
import { Email } from "#lib/accounts/email.ts";
import { Slug } from "#lib/accounts/slug.ts";
import { isStorable, NOT_STORABLE } from "#lib/storable.ts";

const MAX_RULES_TEXT = 1_000_000;
export const MAX_CODE_OWNERS_BYTES = 3 * 1024 * 1024;
const MAX_MAPPINGS = 2_000;

/** The column `project.ownership`; what is missing has its default. */
export const OwnershipSettings = z.object({
  /** One rule a line, as it was typed. */
  rules: z.string().default(""),
  /** The best suggestion gets issues that no person has assigned. */
  autoAssign: z.boolean().default(true),
  /** Whether alerts for issues without an owner go to everybody of the project. */
  fallthrough: z.boolean().default(true),
  /** Milliseconds since 1970; null: never changed. */
  updatedAt: z.number().nullable().default(null),
});
export type OwnershipSettings = z.infer<typeof OwnershipSettings>;

export const OwnershipChange = z.object({
  rules: z
    .string()
    .max(MAX_RULES_TEXT, "At most 1,000,000 characters.")
    .refine(isStorable, NOT_STORABLE)
    .optional(),
  autoAssign: z.boolean().optional(),
  fallthrough: z.boolean().optional(),
});
export type OwnershipChange = z.infer<typeof OwnershipChange>;

/** The owner that a rule names: `#team` or an e-mail address, in lower case. */
export const OwnerName = z
  .string()
  .trim()
  .toLowerCase()
  .refine(
    (name) => (name.startsWith("#") ? Slug.safeParse(name.slice(1)) : Email.safeParse(name)).success,
    "Enter #team or an e-mail address.",
  );

/** From an owner as the file names it to `#team` or an e-mail address. */
export const OwnerMappings = z
  .record(z.string().min(1).max(255).refine(isStorable, NOT_STORABLE), OwnerName)
  .refine((mappings) => Object.keys(mappings).length <= MAX_MAPPINGS, `At most ${MAX_MAPPINGS} owners.`);
export type OwnerMappings = z.infer<typeof OwnerMappings>;

/** The beginning of a path, for stack traces or for the repository. */
export const PathRoot = z
  .string()
  .trim()
  .max(500, "At most 500 characters.")
  .regex(/^\P{Cc}*$/u, "Line breaks and control characters cannot be used.")
  .refine(isStorable, NOT_STORABLE);

export const CodeOwnersUpload = z.object({
  text: z
    .string()
    .refine((text) => text.trim() !== "", "Paste the file, or choose it.")
    .refine((text) => Buffer.byteLength(text) <= MAX_CODE_OWNERS_BYTES, "At most 3 MB.")
    .refine(isStorable, "This is not a text file."),
  /** The beginning of paths in stack traces that stands for `sourceRoot` in the repository. */
  stackRoot: PathRoot.default(""),
  sourceRoot: PathRoot.default(""),
});
export type CodeOwnersUpload = z.infer<typeof CodeOwnersUpload>;

/** A person or a team. */
export type Owner = { type: "user" | "team"; id: number; name: string };
