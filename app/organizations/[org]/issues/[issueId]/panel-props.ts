import type { OrganizationAccess } from "#lib/accounts/access.ts";
import type { Issue } from "#lib/issues/queries-issue.ts";
import type { SearchParams } from "../filters.ts";

/** What every panel of an issue's page gets. `search` is the address: time range, environments, search of events. */
export type PanelProps = { access: OrganizationAccess; issue: Issue; search: SearchParams };
