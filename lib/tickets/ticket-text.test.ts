import { expect, it } from "vitest";
import { NewTicket } from "#lib/tickets/schema.ts";
import { type TicketFacts, ticketText } from "#lib/tickets/ticket-text.ts";

const frame = (name: string, inApp: boolean, line = 1) => ({
  function: name,
  filename: "src/pay.ts",
  line,
  column: 7,
  inApp,
});
const facts: TicketFacts = {
  shortId: "WEB-2A",
  url: "https://errors.acme.test/organizations/acme/issues/7",
  title: "TypeError: total is undefined",
  culprit: "pay in src/pay.ts",
  projectName: "Web",
  events: 847,
  users: 134,
  firstSeen: Date.UTC(2026, 10, 3, 10, 0),
  lastSeen: Date.UTC(2026, 10, 9, 12, 30),
  firstRelease: "web@1.0.0",
  lastRelease: null,
  exceptions: [
    { type: "Error", value: "cause", stacktrace: { frames: [frame("load", true)] } },
    {
      type: "TypeError",
      value: "total is undefined",
      stacktrace: { frames: [frame("main", true, 3), frame("router", false), frame("pay", true, 9)] },
    },
  ],
  message: null,
};

it("tells GitHub in Markdown what happened, where and how often", () => {
  expect(ticketText("GITHUB", facts)).toEqual({
    title: "TypeError: total is undefined",
    body: `Seen by Debrief as [WEB-2A](https://errors.acme.test/organizations/acme/issues/7): 847 events, 134 users since 3 November 2026.

**What happened**

\`\`\`
TypeError: total is undefined
\`\`\`

**Stack trace**

\`\`\`
TypeError: total is undefined
    at pay (src/pay.ts:9:7)
    at main (src/pay.ts:3:7)
Caused by: Error: cause
    at load (src/pay.ts:1:7)
\`\`\`

**Where and when**

- Project: \`Web\`
- Culprit: \`pay in src/pay.ts\`
- First seen: \`2026-11-03 10:00 UTC in web@1.0.0\`
- Last seen: \`2026-11-09 12:30 UTC\``,
  });
});

it("tells Jira the same in its own markup", () => {
  const { body } = ticketText("JIRA", facts);
  expect(body).toContain("[WEB-2A|https://errors.acme.test/organizations/acme/issues/7]: 847 events");
  expect(body).toContain("*Stack trace*\n\n{noformat}\nTypeError: total is undefined\n    at pay");
  expect(body).toContain("{noformat}\nProject: Web\nCulprit: pay in src/pay.ts\nFirst seen: 2026-11-03");
});

it("leaves out what is not known", () => {
  const { body } = ticketText("GITLAB", {
    ...facts,
    users: 0,
    events: 1,
    culprit: "",
    exceptions: [],
    message: "disk is full",
  });
  expect(body).toContain(": 1 event since 3 November 2026.");
  expect(body).toContain("```\ndisk is full\n```");
  expect(body).not.toMatch(/Stack trace|Culprit|user/);
});

it("shows library frames when none is the application's, and bounds them", () => {
  const frames = Array.from({ length: 500 }, (_, line) => frame("f".repeat(100), false, line));
  const { body } = ticketText("GITHUB", {
    ...facts,
    exceptions: [{ type: "E", value: "v", stacktrace: { frames } }],
  });
  expect(body).toContain("    … 480 more");
  expect(body).toContain("src/pay.ts:499:7");
});

it.each(["`", "/", "{noformat", "[~", "/a\n", "@", "\u202e", "{"])(
  "can be sent however often an event says %j",
  (text) => {
    const long = text.repeat(100_000);
    const given = {
      ...facts,
      culprit: long,
      message: long,
      exceptions: [
        { type: long, value: long, stacktrace: { frames: [{ ...frame(long, true), filename: long }] } },
      ],
    };
    for (const kind of ["GITHUB", "GITLAB", "JIRA"] as const) {
      const { title, body } = ticketText(kind, { ...given, title: long });
      const sent = NewTicket.safeParse({ integrationId: 1, place: "acme/web", title, body });
      expect([kind, sent.error?.issues]).toEqual([kind, undefined]);
    }
  },
);

it("stays far below what trackers take, whatever an event holds", () => {
  const long = "`@x\n/close ".repeat(100_000);
  const frames = Array.from({ length: 500 }, () => ({
    ...frame(long.slice(0, 5_000), true),
    filename: long,
  }));
  const { title, body } = ticketText("GITLAB", {
    ...facts,
    title: long,
    culprit: long,
    firstRelease: long,
    exceptions: [{ type: long, value: long, stacktrace: { frames } }],
  });
  expect(title.length).toBeLessThanOrEqual(250);
  expect(body.length).toBeLessThan(30_000);
});
