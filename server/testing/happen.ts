// Errors as they come in, for tests of what becomes of their issues.
import { drainJournal } from "#lib/digest/run-worker.ts";
import { db } from "#lib/db.ts";
import type { Cast } from "#server/testing/cast.ts";
import { item, sendEnvelope } from "#server/testing/send-envelope.ts";

type Happening = {
  /** Which issue: events of one name are of one cause. */
  name?: string;
  release?: string;
  /** Milliseconds since 1970. */
  at?: number;
  user?: string;
  level?: string;
};

let lastId = 0;

/** Sends events; they are in the journal then. */
export async function send(cast: Cast, ...happenings: readonly Happening[]): Promise<void> {
  for (const { name = "Crash", at = Date.now(), user, ...rest } of happenings) {
    const eventId = (++lastId).toString(16).padStart(32, "d");
    const event = { event_id: eventId, timestamp: at / 1000, platform: "node", fingerprint: [name], ...rest };
    const person = user === undefined ? {} : { user: { id: user } };
    const response = await sendEnvelope(cast, { event_id: eventId }, [
      item("event", { ...event, ...person, message: name }),
    ]);
    if (response.status !== 200) throw new Error(`Refused with ${response.status}`);
  }
}

/** Sends events and waits until they are counted. */
export async function happen(cast: Cast, ...happenings: readonly Happening[]): Promise<void> {
  await send(cast, ...happenings);
  await drainJournal();
}

/** Makes so many of one. */
export const times = (count: number, of: (index: number) => Happening): Happening[] =>
  Array.from({ length: count }, (_, index) => of(index));

/** The issue of that name as it is stored, with what was noted of it, oldest first. */
export async function storedIssue(name = "Crash") {
  const issue = await db().issue.findFirstOrThrow({
    where: { title: name },
    include: {
      activities: { orderBy: { id: "asc" } },
      resolution: { include: { release: true } },
      snooze: true,
      subscriptions: { orderBy: { userId: "asc" } },
    },
  });
  return issue;
}
