// What people and scripts may say about teams.
import { z } from "zod";
import { Slug } from "#lib/accounts/slug.ts";

const name = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(64, "At most 64 characters.")
  .regex(/^\P{Cc}*$/u, "Line breaks and control characters cannot be used.");

export const NewTeam = z.object({ name, slug: Slug.optional() });
export type NewTeam = z.infer<typeof NewTeam>;

export const TeamChange = z.object({ name: name.optional(), slug: Slug.optional() });
export type TeamChange = z.infer<typeof TeamChange>;
