import { beforeEach, describe, expect, it } from "vitest";
import type { Category } from "#lib/envelope/item-types.ts";
import type { ProjectKey } from "#lib/projects/project-key-cache.ts";
import { LIMITABLE } from "#lib/quotas/quota-categories.ts";
import type { Quota } from "#lib/quotas/quota-usage.ts";
import { findTotalLimits, takeQuota, type Wanted } from "#lib/quotas/take-quota.ts";

const NOON = Date.UTC(2026, 10, 20, 12);

// Counts are kept for as long as the process lives, so each test has ids of its own.
let ids = 0;
beforeEach(() => void (ids += 10));

const quota = ({ id = 1, ...more }: Partial<Quota>): Quota => ({
  id: ids + id,
  scope: "key",
  categories: [],
  limit: 2,
  windowSeconds: 60,
  ...more,
});
const keyWith = (...quotas: Quota[]): ProjectKey => ({
  keyId: 1,
  publicKey: "0".repeat(32),
  projectId: 1,
  organizationId: 1,
  isActive: true,
  retentionDays: 90,
  quotas,
});
const one = (category: Category, more: Partial<Wanted> = {}): Wanted => ({ category, quantity: 1, ...more });
const refused = (key: ProjectKey, wanted: Wanted[], now = NOON) =>
  takeQuota(key, wanted, now).map((limit) => limit.refused);

describe("a window", () => {
  it("takes as many as it may, refuses the rest, and starts again with the next", () => {
    const key = keyWith(quota({}));
    expect(refused(key, [one("error")], NOON)).toEqual([]);
    expect(refused(key, [one("error")], NOON + 59_999)).toEqual([]);
    expect(refused(key, [one("error")], NOON + 59_999)).toEqual([[0]]);
    expect(refused(key, [one("error")], NOON + 60_000)).toEqual([]);
  });

  it.each([
    [60, NOON, 60],
    [60, NOON + 59_001, 1],
    [60, NOON + 30_500, 30],
    [3_600, NOON + 1_000, 300],
    [86_400, NOON + 43_199_999, 1],
  ])("of %i s says how long to pause, 5 minutes at most", (windowSeconds, now, retryAfterSeconds) => {
    const key = keyWith(quota({ limit: 0, windowSeconds }));
    expect(takeQuota(key, [one("error")], now)).toMatchObject([{ retryAfterSeconds }]);
  });

  it("goes on from what was used before, unless that was another window", () => {
    const usage = { windowStart: NOON, used: 2 };
    expect(refused(keyWith(quota({ usage })), [one("error")])).toEqual([[0]]);
    expect(refused(keyWith(quota({ usage, id: 2 })), [one("error")], NOON + 60_000)).toEqual([]);
  });

  it("bears a clock that goes back", () => {
    const key = keyWith(quota({ limit: 1 }));
    expect(refused(key, [one("error")], NOON + 60_000)).toEqual([]);
    expect(refused(key, [one("error")], NOON)).toEqual([]);
    expect(refused(key, [one("error")], NOON)).toEqual([[0]]);
  });
});

describe("what a limit says", () => {
  it("names every category for all, and never client reports", () => {
    const [limit] = takeQuota(keyWith(quota({ limit: 0 })), [one("span")], NOON);
    expect(limit).toMatchObject({ scope: "key", reason: "key_limit", categories: LIMITABLE });
    expect(LIMITABLE).not.toContain("internal");
  });

  it.each([
    ["organization", "organization_quota"],
    ["project", "project_quota"],
    ["key", "key_limit"],
  ] as const)("names its scope: %s", (scope, reason) => {
    const key = keyWith(quota({ scope, limit: 0, categories: ["error"] }));
    expect(takeQuota(key, [one("error")], NOON)).toMatchObject([{ scope, reason, categories: ["error"] }]);
  });

  it("names only what did not fit while there is room for less", () => {
    const key = keyWith(quota({ limit: 10 }));
    expect(takeQuota(key, [one("span", { quantity: 11 }), one("error")], NOON)).toMatchObject([
      { categories: ["span"], refused: [0] },
    ]);
  });

  it("tells each limit that is in the way", () => {
    const key = keyWith(
      quota({ limit: 0, categories: ["error"] }),
      quota({ id: 2, scope: "project", limit: 0 }),
    );
    expect(takeQuota(key, [one("error"), one("session")], NOON)).toMatchObject([
      { scope: "key", refused: [0] },
      { scope: "project", refused: [0, 1] },
    ]);
  });
});

describe("what passes", () => {
  const cases: [name: string, quota: Partial<Quota>, wanted: Wanted[], refused: number[][]][] = [
    ["everything else", { categories: ["error"], limit: 0 }, [one("error"), one("session")], [[0]]],
    ["what fits", {}, [one("session"), one("session"), one("session")], [[2]]],
    ["nothing, with a limit of 0", { limit: 0 }, [one("error"), one("attachment", { bytes: 0 })], [[0, 1]]],
    ["client reports", { limit: 0 }, [one("internal")], []],
    [
      "a container as a whole",
      { limit: 9 },
      [one("span", { quantity: 10 }), one("span", { quantity: 9 })],
      [[0]],
    ],
    ["both halves of a segment", { limit: 1 }, [one("replay", { quantity: 0 }), one("replay")], []],
    ["neither half", { limit: 0 }, [one("replay"), one("replay", { quantity: 0 })], [[0, 1]]],
    [
      "no attachment without its event",
      { categories: ["error"], limit: 0 },
      [one("attachment"), one("error")],
      [[1, 0]],
    ],
    [
      "an event without its attachment",
      { categories: ["attachment"], limit: 9 },
      [one("error"), one("attachment", { bytes: 10 })],
      [[1]],
    ],
    ["attachments, counted as items", { limit: 2 }, [one("error"), one("attachment", { bytes: 10 })], []],
    ["no profile by another name", { categories: ["profile"], limit: 0 }, [one("profile_chunk")], [[0]]],
  ];
  it.each(cases)("%s", (_name, of, wanted, expected) => {
    expect(refused(keyWith(quota(of)), wanted)).toEqual(expected);
  });

  it("takes nothing out of one quota for what another refuses", () => {
    const project = quota({ id: 2, scope: "project", limit: 1 });
    refused(keyWith(quota({ limit: 0 }), project), [one("error")]);
    expect(refused(keyWith(project), [one("error")])).toEqual([]);
  });
});

describe("findTotalLimits", () => {
  it("is null as long as anything may pass", () => {
    expect(findTotalLimits(keyWith(), NOON)).toBeNull();
    expect(findTotalLimits(keyWith(quota({})), NOON)).toBeNull();
    expect(findTotalLimits(keyWith(quota({ limit: 0, categories: ["error"] })), NOON)).toBeNull();
  });

  it("finds one limit on all, used up", () => {
    const key = keyWith(quota({ limit: 1 }));
    takeQuota(key, [one("error")], NOON);
    expect(findTotalLimits(key, NOON)).toMatchObject([{ categories: LIMITABLE, retryAfterSeconds: 60 }]);
    expect(findTotalLimits(key, NOON + 60_000)).toBeNull();
  });

  it("finds several that cover all together", () => {
    const [first, ...others] = LIMITABLE;
    const key = keyWith(
      quota({ limit: 0, categories: [first ?? ""] }),
      quota({ id: 2, limit: 0, scope: "project", categories: others }),
    );
    expect(findTotalLimits(key, NOON)).toHaveLength(2);
  });
});
