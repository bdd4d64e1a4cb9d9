import type { Prepared } from "#lib/digest/prepared.ts";
import type { Envelope, EnvelopeItem } from "#lib/envelope/envelope.ts";
import type { Category } from "#lib/envelope/item-types.ts";
import type { ProjectPolicy } from "#lib/projects/ingest-settings.ts";
import type { JournalEntry } from "#lib/queue/journal-entry.ts";

/** Where an item stands and what its project wants. */
export type DigestContext = {
  entry: JournalEntry;
  envelope: Envelope;
  itemIndex: number;
  policy: ProjectPolicy;
};

/** Turns one item into what is to be stored. Pure; what it throws makes the journal row a casualty. */
export type Digester = (item: EnvelopeItem, context: DigestContext, into: Prepared) => void;

/** Counts an item, or some of what it holds, that is not to be stored. */
export function refuse(
  { entry }: DigestContext,
  into: Prepared,
  fate: { category: Category; outcome: "invalid" | "filtered"; reason: string; quantity?: number },
): void {
  const { category, outcome, reason, quantity = 1 } = fate;
  const receivedAt = entry.receivedAt.getTime();
  into.outcomes.push({ projectId: entry.projectId, receivedAt, category, outcome, reason, quantity });
}
