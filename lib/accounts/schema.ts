// What people may type into accounts, organizations, members and tokens.
import { z } from "zod";
import { Email } from "#lib/accounts/email.ts";
import { Role, Scope } from "#lib/accounts/scopes.ts";
import { Slug } from "#lib/accounts/slug.ts";

const name = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `Enter ${what}.`)
    .max(64, "At most 64 characters.")
    .regex(/^\P{Cc}*$/u, "Line breaks and control characters cannot be used.");

const password = z.string().min(8, "At least 8 characters.").max(200, "At most 200 characters.");

export const SignUp = z.object({ name: name("your name"), email: Email, password });
export type SignUp = z.infer<typeof SignUp>;

export const Credentials = z.object({
  email: Email,
  password: z.string().min(1, "Enter your password.").max(200, "At most 200 characters."),
});
export type Credentials = z.infer<typeof Credentials>;

export const NewOrganization = z.object({ name: name("a name"), slug: Slug.optional() });
export type NewOrganization = z.infer<typeof NewOrganization>;

export const OrganizationSettings = z.object({ name: name("a name") });
export type OrganizationSettings = z.infer<typeof OrganizationSettings>;

const blankAsNull = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? null : (value ?? null);

export const NewInvite = z.object({
  role: Role,
  /** Set: only somebody with this address can use the link. */
  email: z.preprocess(blankAsNull, Email.nullable()),
});
export type NewInvite = z.infer<typeof NewInvite>;

export const RoleChange = z.object({ userId: z.coerce.number().int().positive(), role: Role });
export type RoleChange = z.infer<typeof RoleChange>;

export const NewUserToken = z.object({
  name: name("a name"),
  scopes: z.array(Scope).min(1, "Choose at least one scope."),
});
export type NewUserToken = z.infer<typeof NewUserToken>;

export const NewOrganizationToken = z.object({ name: name("a name") });
export type NewOrganizationToken = z.infer<typeof NewOrganizationToken>;
