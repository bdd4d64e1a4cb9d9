// How much of what a sender brings may come in.
import type { Category } from "#lib/envelope/item-types.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";
import { countsBytes, LIMITABLE, limitedCategories } from "#lib/quotas/quota-categories.ts";
import { counterOf, usedOf, type Quota } from "#lib/quotas/quota-usage.ts";

// So that a raised limit counts within minutes, also for an SDK that has been told to wait.
const LONGEST_PAUSE_SECONDS = 300;

/** A limit that is reached, as the sender is told of it. */
export type ReachedLimit = {
  /** Never empty: "all" is spelled out, since an SDK forgets it for categories that had a limit of their own. */
  categories: readonly Category[];
  scope: "organization" | "project" | "key";
  retryAfterSeconds: number;
  reason: string;
  /** Positions of the items that it refuses. */
  refused: readonly number[];
};

export type Wanted = {
  category: Category;
  /** 0 for what only completes another item; it passes with it. */
  quantity: number;
  /** Of an attachment. */
  bytes?: number;
};

const REASONS = { organization: "organization_quota", project: "project_quota", key: "key_limit" } as const;

// Of no use without the event that came with them.
const EVENTS: readonly Category[] = ["error", "transaction", "feedback"];

function reached(
  quota: Quota,
  categories: readonly Category[],
  refused: readonly number[],
  now: number,
): ReachedLimit {
  const { windowStart } = counterOf(quota, now);
  const left = Math.ceil((windowStart + quota.windowSeconds * 1_000 - now) / 1_000);
  return {
    categories,
    scope: quota.scope,
    retryAfterSeconds: Math.max(1, Math.min(left, LONGEST_PAUSE_SECONDS)),
    reason: REASONS[quota.scope],
    refused,
  };
}

type Rule = {
  quota: Quota;
  covers: readonly Category[];
  /** What an item takes out of this quota. */
  cost: (wanted: Wanted) => number;
  refused: number[];
  /** Categories of what it refused. */
  failed: Set<Category>;
};

const ruleOf = (quota: Quota): Rule => ({
  quota,
  covers: limitedCategories(quota.categories),
  cost: countsBytes(quota.categories)
    ? ({ bytes, quantity }) => bytes ?? quantity
    : ({ quantity }) => quantity,
  refused: [],
  failed: new Set(),
});

function blocks({ quota, cost }: Rule, item: Wanted, passed: ReadonlySet<Category>, now: number): boolean {
  const used = usedOf(counterOf(quota, now));
  const costs = cost(item);
  if (costs === 0) return used >= quota.limit && !passed.has(item.category);
  return used + costs > quota.limit;
}

/** The categories without which an item is of no use. */
function leadersOf({ category, quantity }: Wanted): readonly Category[] {
  if (category === "attachment") return EVENTS;
  return quantity === 0 ? [category] : [];
}

/** Takes the items one by one, attachments last; notes with each rule what it refuses. */
function takeItems(rules: readonly Rule[], wanted: readonly Wanted[], now: number): void {
  const passed = new Set<Category>();
  const take = (item: Wanted, index: number) => {
    const leaders = leadersOf(item);
    const orphaning = rules.filter((rule) => leaders.some((leader) => rule.failed.has(leader)));
    for (const { refused } of orphaning) refused.push(index);
    if (orphaning.length > 0) return;
    const applying = rules.filter(({ covers }) => covers.includes(item.category));
    const blocking = applying.filter((rule) => blocks(rule, item, passed, now));
    for (const { refused, failed } of blocking) {
      refused.push(index);
      failed.add(item.category);
    }
    if (blocking.length > 0) return;
    passed.add(item.category);
    for (const { quota, cost } of applying) counterOf(quota, now).unsent += cost(item);
  };
  const isLast = ({ category }: Wanted) => category === "attachment";
  wanted.forEach((item, index) => !isLast(item) && take(item, index));
  wanted.forEach((item, index) => isLast(item) && take(item, index));
}

/**
 * Takes what items need out of their quotas, in memory and at once: those that fit pass, the others do not.
 * @param now milliseconds since 1970.
 * @returns the limits that refuse some of them.
 */
export function takeQuota(key: ProjectKey, wanted: readonly Wanted[], now = Date.now()): ReachedLimit[] {
  if (key.quotas.length === 0) return [];
  const rules = key.quotas.map(ruleOf);
  takeItems(rules, wanted, now);
  return rules
    .filter(({ refused }) => refused.length > 0)
    .map(({ quota, covers, refused, failed }) => {
      const isUsedUp = usedOf(counterOf(quota, now)) >= quota.limit;
      const categories = isUsedUp ? covers : covers.filter((category) => failed.has(category));
      return reached(quota, categories, refused, now);
    });
}

/** @returns the limits that together refuse whatever may come with the key; null when something may pass. */
export function findTotalLimits(key: ProjectKey, now = Date.now()): ReachedLimit[] | null {
  if (key.quotas.length === 0) return null;
  const usedUp = key.quotas.filter((quota) => usedOf(counterOf(quota, now)) >= quota.limit);
  const covered = new Set(usedUp.flatMap(({ categories }) => limitedCategories(categories)));
  if (covered.size < LIMITABLE.length) return null;
  return usedUp.map((quota) => reached(quota, limitedCategories(quota.categories), [], now));
}
