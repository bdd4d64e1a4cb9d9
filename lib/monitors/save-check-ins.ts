import type { PoolClient } from "pg";
import type { NewCheckIn } from "#lib/monitors/schema.ts";

export async function saveCheckIns(_on: PoolClient, _checkIns: readonly NewCheckIn[]): Promise<void> {}
