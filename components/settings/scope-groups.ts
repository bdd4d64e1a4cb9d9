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
      { scope: "event:admin", label: "Read, change, delete" },
    ],
  },
  {
    name: "releases",
    label: "Releases",
    hint: "Create releases, upload source maps",
    levels: [none, { scope: "project:releases", label: "Full" }],
  },
  {
    name: "project",
    label: "Projects",
    hint: "Projects and their keys",
    levels: [
      none,
      { scope: "project:read", label: "Read" },
      { scope: "project:write", label: "Read and change" },
      { scope: "project:admin", label: "Read, change, delete" },
    ],
  },
  {
    name: "team",
    label: "Teams",
    hint: "Teams and who is in them",
    levels: [
      none,
      { scope: "team:read", label: "Read" },
      { scope: "team:write", label: "Read and change" },
      { scope: "team:admin", label: "Read, change, delete" },
    ],
  },
  {
    name: "org",
    label: "Organization",
    hint: "Settings, statistics, lists of projects",
    levels: [
      none,
      { scope: "org:read", label: "Read" },
      { scope: "org:write", label: "Read and change" },
      { scope: "org:admin", label: "Read, change, delete" },
    ],
  },
  {
    name: "member",
    label: "Members",
    hint: "People and invites",
    levels: [
      none,
      { scope: "member:read", label: "Read" },
      { scope: "member:write", label: "Read, invite, change" },
      { scope: "member:admin", label: "Read, invite, change, remove" },
    ],
  },
  {
    name: "alerts",
    label: "Alerts",
    hint: "Alert rules",
    levels: [
      none,
      { scope: "alerts:read", label: "Read" },
      { scope: "alerts:write", label: "Read and change" },
    ],
  },
];
