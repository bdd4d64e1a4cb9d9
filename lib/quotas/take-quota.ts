// How much of what a sender brings may come in.
import type { Category } from "#lib/envelope/item-types.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";

/** A limit that is reached, as the sender is told of it. */
export type ReachedLimit = {
  /** Never empty: "all" is spelled out, since an SDK forgets it for categories that had a limit of their own. */
  categories: readonly Category[];
  scope: "organization" | "project" | "key";
  retryAfterSeconds: number;
  reason: string;
};

export type Wanted = { category: Category; quantity: number };

/**
 * Takes what items need out of their quotas, in memory and at once.
 * @returns the limits that refuse some of them; their categories are to be left out.
 */
export function takeQuota(_key: ProjectKey, _wanted: readonly Wanted[]): ReachedLimit[] {
  return [];
}
