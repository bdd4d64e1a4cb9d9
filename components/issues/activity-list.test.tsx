import { text } from "node:stream/consumers";
import { prerender } from "react-dom/static";
import { describe, expect, it } from "vitest";
import { ActivityList } from "#components/issues/activity-list.tsx";
import { LOOKS } from "#components/issues/activity-looks.ts";
import type { IssueActivity } from "#lib/issues/queries-activity.ts";

const entry = (parts: Partial<IssueActivity>): IssueActivity => ({
  id: "1",
  type: "RESOLVED",
  at: Date.now(),
  by: null,
  author: null,
  detail: "",
  comment: null,
  ...parts,
});
const ada = { by: "Ada", author: { id: 5, name: "Ada", email: "ada@example.com" } };
const refuse = async () => ({ ok: false as const, message: "" });

async function render(activities: IssueActivity[], viewerId: number | null = null): Promise<string> {
  const { prelude } = await prerender(
    <ActivityList
      activities={activities}
      actors={[]}
      viewerId={viewerId}
      maxLength={100}
      edit={refuse}
      remove={refuse}
    />,
  );
  return text(prelude);
}
const said = async (parts: Partial<IssueActivity>) =>
  (await render([entry(parts)])).replaceAll(/<time.*?<\/time>|<!--.*?-->|<[^>]*>/g, "").trim();

describe("an entry", () => {
  it.each([
    [{ type: "FIRST_SEEN" }, "First seen"],
    [{ type: "RESOLVED", ...ada }, "Ada resolved it"],
    [{ type: "RESOLVED_IN_RELEASE", detail: "in 2.4.1", ...ada }, "Ada resolved it in 2.4.1"],
    [
      { type: "RESOLVED_IN_NEXT_RELEASE", detail: "in the release after 2.4.0", ...ada },
      "Ada resolved it in the release after 2.4.0",
    ],
    [
      { type: "RESOLVED_IN_COMMIT", detail: "by commit 0123456789", ...ada },
      "Ada resolved it by commit 0123456789",
    ],
    [
      { type: "RESOLVED_BY_AGE", detail: "after 14 days without an event" },
      "Resolved after 14 days without an event",
    ],
    [{ type: "ARCHIVED", detail: "until it escalates", ...ada }, "Ada archived it until it escalates"],
    [{ type: "UNARCHIVED", detail: "as its time was over" }, "Back from the archive as its time was over"],
    [
      { type: "REGRESSED", detail: "in 2.5.0, was resolved in 2.4.1" },
      "Regressed in 2.5.0, was resolved in 2.4.1",
    ],
    [{ type: "ASSIGNED", detail: "Web by the rule path:src/**" }, "Assigned to Web by the rule path:src/**"],
    [{ type: "ASSIGNED", detail: "Bob", ...ada }, "Ada assigned it to Bob"],
    [{ type: "PRIORITY", detail: "to high", ...ada }, "Ada changed the priority to high"],
    [{ type: "MERGED", detail: "WEB-2 into it", ...ada }, "Ada merged WEB-2 into it"],
    [{ type: "SHARED", ...ada }, "Ada made a public link"],
  ] satisfies [Partial<IssueActivity>, string][])("%j: %s", async (parts, sentence) =>
    expect(await said(parts)).toBe(sentence),
  );

  it("of every kind is a sentence", () => {
    for (const { does, alone } of Object.values(LOOKS)) {
      expect(does).toMatch(/^[a-z]/);
      expect(alone).toMatch(/^[A-Z]/);
    }
  });
});

describe("a comment", () => {
  const note = (said: string) => entry({ type: "NOTE", ...ada, comment: { text: said, mentions: [] } });

  it("is shown as Markdown, and changed by its author alone", async () => {
    expect(await render([note("**bold**")], 6)).toContain("<strong");
    expect(await render([note("x")], 6)).not.toContain("Change this comment");
    expect(await render([note("x")], null)).not.toContain("Change this comment");
    expect(await render([note("x")], 5)).toContain("Change this comment");
  });

  it("and what others wrote of an entry cannot become markup", async () => {
    const evil = `<img src=x onerror=alert(1)>`;
    const html = await render([note(evil), entry({ detail: evil, by: evil })], 5);
    expect(html).not.toContain("<img");
  });
});
