// What people may type into projects and their keys.
import { z } from "zod";
import { Slug } from "#lib/accounts/slug.ts";

const name = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(64, "At most 64 characters.")
  .regex(/^\P{Cc}*$/u, "Line breaks and control characters cannot be used.");

export const NewProject = z.object({
  name,
  slug: Slug.optional(),
  /** An id of platforms.ts, or any other that a tool knows. */
  platform: z
    .string("Choose a platform.")
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Choose a platform.")
    .max(64, "Choose a platform."),
});
export type NewProject = z.infer<typeof NewProject>;

export const NewProjectKey = z.object({ label: name });
export type NewProjectKey = z.infer<typeof NewProjectKey>;

export const KeyChoice = z.object({ keyId: z.coerce.number().int().positive() });
