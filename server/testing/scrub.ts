// Data scrubbing for tests of pure rules: what a case does not set has its default.
import type { Event, Json } from "#lib/events/event.ts";
import { OrganizationScrubbing, ScrubbingSettings, type ScrubbingRule } from "#lib/scrubbing/schema.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";
import { buildEvent } from "#server/testing/build-event.ts";

type Parts = Partial<ScrubbingSettings>;

/** Settings that ask for nothing. */
export const off = { scrubDefaults: false };

export const scrubber = (project: Parts = {}, organization: Parts = {}) =>
  scrubberOf({
    scrubbing: ScrubbingSettings.parse(project),
    organizationScrubbing: OrganizationScrubbing.parse(organization),
  });

export const scrub = (event: Partial<Event>, project: Parts = {}, organization: Parts = {}) =>
  scrubber(project, organization).event(buildEvent(event));

/** What an event's additional data becomes. */
export const scrubExtra = (value: Record<string, Json>, project: Parts = {}) =>
  scrub({ extra: value }, project).extra;

export const rule = (
  method: ScrubbingRule["method"],
  type: string,
  source: string,
  more: Partial<ScrubbingRule> = {},
): ScrubbingRule => ({ method, type, source, ...more });

export const remarksOf = (event: Event) =>
  event.remarks.map(({ path, kind, detail }) => `${kind} ${path} ${detail}`);
