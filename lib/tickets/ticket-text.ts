// What a new ticket says of an issue, for a person to read over before it is sent.
import type { ExceptionValue, Frame } from "#lib/events/event.ts";
import { markupOf, ticketTitle } from "#lib/tickets/markup.ts";
import type { IntegrationKind } from "#lib/tickets/schema.ts";

/** Times are milliseconds since 1970. */
export type TicketFacts = {
  shortId: string;
  url: string;
  title: string;
  culprit: string;
  projectName: string;
  events: number;
  users: number;
  firstSeen: number;
  lastSeen: number;
  firstRelease: string | null;
  lastRelease: string | null;
  /** From the first cause to the main one, as an event has them; empty for a message. */
  exceptions: readonly ExceptionValue[];
  message: string | null;
};

const MAX_FRAMES = 20;
const MAX_CHAIN = 3;

const counted = (count: number, one: string) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : `${one}s`}`;
const day = (at: number) =>
  new Date(at).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });

/** In UTC, as readers of a ticket live anywhere. */
const minute = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
const inRelease = (at: number, release: string | null) =>
  release === null ? minute(at) : `${minute(at)} in ${release}`;

const told = ({ type, value }: ExceptionValue) => [type, value].filter(Boolean).join(": ");

function frameLine(frame: Frame): string {
  const file = frame.filename ?? frame.absPath ?? frame.module ?? "<unknown>";
  const place = [file, frame.line, frame.line === undefined ? undefined : frame.column];
  return `    at ${frame.function ?? "<anonymous>"} (${place.filter((part) => part !== undefined).join(":")})`;
}

/** The application's own frames, the failing one first; all of them when none is its own. */
function stackOf(exception: ExceptionValue): string[] {
  const frames = exception.stacktrace?.frames ?? [];
  const own = frames.filter((frame) => frame.inApp);
  const newest = (own.length > 0 ? own : frames).toReversed();
  const left = newest.length - MAX_FRAMES;
  return [...newest.slice(0, MAX_FRAMES).map(frameLine), ...(left > 0 ? [`    … ${left} more`] : [])];
}

/** The main exception and what caused it. */
function traceOf(exceptions: readonly ExceptionValue[]): string {
  return exceptions
    .toReversed()
    .slice(0, MAX_CHAIN)
    .filter((exception) => exception.stacktrace?.frames.length)
    .flatMap((exception, index) => [
      `${index === 0 ? "" : "Caused by: "}${told(exception)}`,
      ...stackOf(exception),
    ])
    .join("\n");
}

/** Title and body of a ticket, in the tracker's markup. What Debrief does not know is left out. */
export function ticketText(kind: IntegrationKind, facts: TicketFacts): { title: string; body: string } {
  const markup = markupOf(kind);
  const main = facts.exceptions.at(-1);
  const happened = (main && told(main)) || facts.message || facts.title;
  const trace = traceOf(facts.exceptions);
  const users = facts.users > 0 ? `, ${counted(facts.users, "user")}` : "";
  const parts = [
    `Seen by Debrief as ${markup.link(facts.shortId, facts.url)}: ${counted(facts.events, "event")}${users} since ${day(facts.firstSeen)}.`,
    markup.heading("What happened"),
    markup.block(happened),
    ...(trace ? [markup.heading("Stack trace"), markup.block(trace)] : []),
    markup.heading("Where and when"),
    markup.facts([
      ["Project", facts.projectName],
      ...(facts.culprit ? [["Culprit", facts.culprit] as const] : []),
      ["First seen", inRelease(facts.firstSeen, facts.firstRelease)],
      ["Last seen", inRelease(facts.lastSeen, facts.lastRelease)],
    ]),
  ];
  return { title: ticketTitle(kind, facts.title), body: parts.join("\n\n") };
}

/** What a ticket is told when its issue is resolved here. */
export const resolvedComment = (kind: IntegrationKind, shortId: string, url: string): string =>
  `${markupOf(kind).link(shortId, url)} was resolved in Debrief.`;
