import type { EnvelopeHeader, ItemHeader } from "#lib/envelope/envelope.ts";
import { journaled } from "#server/testing/knock.ts";

export type JournaledItem = {
  projectId: number;
  envelope: EnvelopeHeader;
  header: ItemHeader;
  /** Parsed JSON. */
  body: unknown;
};

/** The JSON items that wait in the journal, in order. */
export async function journalItems(): Promise<JournaledItem[]> {
  const rows = await journaled();
  return rows.flatMap(({ entry: { projectId }, header: envelope, items }) =>
    items.map(({ header, payload }) => {
      const body: unknown = JSON.parse(Buffer.from(payload).toString());
      return { projectId, envelope, header, body };
    }),
  );
}
