// What every change of issues is given: the transaction, whose it is, and the issues that it holds.
import type { PoolClient } from "pg";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import type { NewActivity } from "#lib/issues/add-activities.ts";
import type { LockedIssue } from "#lib/issues/issue-state.ts";

export type ChangeWork = {
  on: PoolClient;
  access: OrganizationAccess;
  issues: readonly LockedIssue[];
  /** Milliseconds since 1970. */
  now: number;
};

/** The issues that were not so already, what their activity says of it, and who hears of them from now on. */
export type Changed = { ids: number[]; entries: NewActivity[]; subscribes?: readonly number[] };
