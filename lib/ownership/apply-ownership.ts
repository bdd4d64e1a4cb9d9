// Gives issues with new events to whom the project's rules name.
import type { PoolClient } from "pg";
import type { Event } from "#lib/events/event.ts";

type Seen = { issueId: number; events: readonly { event: Event }[] };

/**
 * Stores suggestions, and assigns issues that nobody was assigned by hand. Issues that have seen the current
 * rules are left alone.
 * @param issues with the events they got; `on` is the transaction that counted them and holds their rows.
 */
export async function applyOwnership(_on: PoolClient, _issues: readonly Seen[]): Promise<void> {}
