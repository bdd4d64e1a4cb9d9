// "Why this group": a grouping as data for a page, in words for people who did not write the grouping.
import type { Event } from "#lib/events/event.ts";
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { explainComponent, type ExplainedPart } from "#lib/issues/grouping/explain-component.ts";
import { markAndGroup, type Grouping } from "#lib/issues/grouping/group-event.ts";
import type { Variant, VariantName } from "#lib/issues/grouping/grouping.ts";
import { summarize } from "#lib/issues/grouping/explain-summary.ts";
import type { GroupingSettings, GroupingVersion } from "#lib/issues/grouping/settings.ts";

/** One way to look at the event. */
export type ExplainedView = {
  readonly name: VariantName;
  /** "Your code", "All frames", "Message" … */
  readonly title: string;
  /**
   * decides: its hash names the group. joins: an issue that owns its hash takes the event when no issue owns
   * the deciding one. unused: it is only shown, and `reason` tells why.
   */
  readonly role: "decides" | "joins" | "unused";
  readonly hash: string | null;
  readonly reason: string | null;
  /** What was looked at, in the order of the event: exceptions from the first cause on, the crash frame last. */
  readonly parts: readonly ExplainedPart[];
};

/** All that a page needs to tell why an event is in its group. */
export type GroupExplanation = {
  readonly version: GroupingVersion;
  /** What decided, in one sentence. */
  readonly summary: string;
  /** What else is worth knowing, a sentence each; often empty. */
  readonly notes: readonly string[];
  /** The first one with the role "decides" made the group; there is always one. */
  readonly views: readonly ExplainedView[];
  /** What the project's fingerprint rule calls the issue, if one does. */
  readonly title: string | null;
};

const titles: Readonly<Record<VariantName, string>> = {
  app: "Your code",
  system: "All frames",
  default: "Message",
  custom_fingerprint: "Fingerprint",
  built_in_fingerprint: "Built-in fingerprint",
  checksum: "Checksum",
  hashed_checksum: "Checksum",
  fallback: "Nothing to group by",
};

/** What the default view is called where it is of no message. */
const titlesOfParts = new Map([
  ["csp", "Security policy"],
  ["template", "Template"],
]);

/** Groups a stored event once more, as the project is set now, and tells why it goes where it goes. */
export function explainGrouping(event: Event, settings: GroupingSettings): GroupExplanation {
  const { grouping } = markAndGroup(event, compileGrouping(settings));
  const deciding = grouping.variants.find(({ contributes }) => contributes);
  const views = grouping.variants.map((variant) => explainVariant(variant, variant === deciding));
  const view = views.find(({ role }) => role === "decides");
  return {
    version: grouping.version,
    summary: deciding && view ? summarize(deciding, view.parts) : "Nothing decides.",
    notes: notesOf(grouping, settings),
    views,
    title: grouping.title ?? null,
  };
}

function explainVariant(variant: Variant, decides: boolean): ExplainedView {
  const { name, contributes, hash, reason, component, fingerprint } = variant;
  const entries = (fingerprint ?? []).map((text): ExplainedPart => ({
    kind: "fingerprint",
    text,
    detail: null,
    used: true,
    why: null,
  }));
  return {
    name,
    title: titlesOfParts.get(component?.name ?? "") ?? titles[name],
    role: decides ? "decides" : contributes ? "joins" : "unused",
    hash,
    reason: reason ?? null,
    parts: [...entries, ...(component ? explainComponent(component) : [])],
  };
}

function notesOf({ variants, fallbackHashes, version }: Grouping, { previous }: GroupingSettings): string[] {
  const notes: string[] = [];
  if (variants.filter(({ contributes }) => contributes).length > 1) {
    notes.push(
      "When no issue is known for that, an issue with the same frames of all code, libraries included, takes the event.",
    );
  }
  if (fallbackHashes.length > 0 && previous !== null) {
    const day = new Date(previous.until).toISOString().slice(0, 10);
    notes.push(
      `The project went from grouping version ${previous.version} to ${version}: until ${day} an issue that ` +
        `version ${previous.version} made keeps its events.`,
    );
  }
  return notes;
}
