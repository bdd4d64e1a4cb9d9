import type { Scope } from "#lib/accounts/scopes.ts";

type Level = { scope: Scope | ""; label: string };
export type ScopeGroup = { name: string; label: string; hint: string; levels: readonly Level[] };

const none: Level = { scope: "", label: "No access" };

/** Scopes by what they are about; within each, the higher includes the lower. */
export const SCOPE_GROUPS: readonly ScopeGroup[] = [
  {
    name: "event",
    label: "Issues and events",
    hint: "Read and change issues",
    levels: [
      none,
      { scope: "event:read", label: "Read" },
      { scope: "event:write", label: "Read and change" },
    ],
  },
  {
    name: "project",
    label: "Projects",
    hint: "Projects and their keys",
    levels: [none, { scope: "project:read", label: "Read" }],
  },
  {
    name: "team",
    label: "Teams",
    hint: "Teams and who is in them",
    levels: [none, { scope: "team:read", label: "Read" }],
  },
  {
    name: "org",
    label: "Organization",
    hint: "The organization and its lists of projects",
    levels: [none, { scope: "org:read", label: "Read" }],
  },
  {
    name: "member",
    label: "Members",
    hint: "People and their roles",
    levels: [none, { scope: "member:read", label: "Read" }],
  },
];
