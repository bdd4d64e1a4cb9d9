import type { Role } from "#lib/accounts/scopes.ts";

type RoleLabel = { role: Role; label: string; meaning: string };

/** What each role is called and may do, the least first. */
export const ROLES: readonly RoleLabel[] = [
  { role: "MEMBER", label: "Member", meaning: "sees everything and works on issues" },
  { role: "ADMIN", label: "Admin", meaning: "also manages projects, keys, people and settings" },
  { role: "OWNER", label: "Owner", meaning: "also makes and removes other owners" },
];
