import { describe, expect, it } from "vitest";
import { apiVisits, DEPLOYMENTS, pageVisits } from "#server/demo/traffic.ts";

const now = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;

describe("the demo's traffic", () => {
  it.each(DEPLOYMENTS)("of $release in $environment happened while it ran", (deployment) => {
    const visits = [...apiVisits(deployment, now), ...pageVisits(deployment, now)];
    for (const { at } of visits) {
      expect(at).toBeGreaterThanOrEqual(now - deployment.from * DAY);
      expect(at).toBeLessThanOrEqual(now - deployment.until * DAY);
    }
  });

  it("is the same each time", () => {
    for (const deployment of DEPLOYMENTS)
      expect(apiVisits(deployment, now)).toEqual(apiVisits(deployment, now));
  });

  it("touches all of two weeks and makes 300 to 600 events", () => {
    const visits = DEPLOYMENTS.flatMap((deployment) => apiVisits(deployment, now));
    expect(visits.length).toBeGreaterThan(300);
    expect(visits.length).toBeLessThan(600);
    const days = new Set(visits.map(({ at }) => Math.floor((now - at) / DAY)));
    expect(days.size).toBe(14);
  });
});
