// What a person or a token may do. One list for pages and the Web API, so that one check serves both.
import { z } from "zod";

const SCOPES = [
  "org:read",
  "org:write",
  "org:admin",
  "org:ci",
  "member:read",
  "member:invite",
  "member:write",
  "member:admin",
  "team:read",
  "team:write",
  "team:admin",
  "project:read",
  "project:write",
  "project:admin",
  "project:releases",
  "event:read",
  "event:write",
  "event:admin",
  "alerts:read",
  "alerts:write",
] as const;

export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;

export const Role = z.enum(["OWNER", "ADMIN", "MEMBER"]);
export type Role = z.infer<typeof Role>;

const RANK: Record<Role, number> = { OWNER: 2, ADMIN: 1, MEMBER: 0 };

/** A person may hand out a role, and touch people who hold it, up to their own. */
export const outranks = (mine: Role, theirs: Role): boolean => RANK[mine] >= RANK[theirs];

const IMPLIED: Partial<Record<Scope, readonly Scope[]>> = {
  "org:write": ["org:read"],
  "org:admin": ["org:write", "org:read"],
  "member:invite": ["member:read"],
  "member:write": ["member:read", "member:invite"],
  "member:admin": ["member:read", "member:invite", "member:write"],
  "team:write": ["team:read"],
  "team:admin": ["team:write", "team:read"],
  "project:write": ["project:read"],
  "project:admin": ["project:write", "project:read"],
  "event:write": ["event:read"],
  "event:admin": ["event:write", "event:read"],
  "alerts:write": ["alerts:read"],
};

/** The scopes and all that they imply (admin includes write, write includes read), each once. */
export function expandScopes(scopes: readonly Scope[]): Scope[] {
  const granted = new Set(scopes.flatMap((scope) => [scope, ...(IMPLIED[scope] ?? [])]));
  return SCOPES.filter((scope) => granted.has(scope));
}

const EVERYTHING = SCOPES.filter((scope) => scope !== "org:ci");

const OF_ROLE: Record<Role, readonly Scope[]> = {
  OWNER: EVERYTHING,
  ADMIN: EVERYTHING.filter((scope) => scope !== "org:admin"),
  MEMBER: expandScopes([
    "org:read",
    "member:read",
    "team:read",
    "project:read",
    "project:releases",
    "event:admin",
    "alerts:write",
  ]),
};

/** Everything that a role allows. */
export const scopesOfRole = (role: Role): readonly Scope[] => OF_ROLE[role];

/** The scopes that a person can put on a token of their own. */
export const USER_TOKEN_SCOPES: readonly Scope[] = EVERYTHING;
