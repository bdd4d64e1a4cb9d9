import { expect, it } from "vitest";
import { areaOf } from "#components/frame/areas.ts";

it.each([
  ["/organizations/acme/issues", "Issues"],
  ["/organizations/acme/issues/7/events/latest", "Issues"],
  ["/organizations/issues/settings/members", "Settings"],
  ["/organizations/acme", undefined],
  ["/organizations/acme/go", undefined],
])("%s belongs to %s", (pathname, label) => expect(areaOf(pathname)?.label).toBe(label));
