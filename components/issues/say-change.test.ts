import { expect, it } from "vitest";
import { sayChange } from "#components/issues/say-change.ts";
import type { IssueChange } from "#lib/issues/schema.ts";

const bo = { type: "user" as const, id: 5, name: "Bo" };
const toBo: IssueChange = { kind: "assign", assignee: { type: "user", id: 5 } };

it.each<[IssueChange, count: number, string]>([
  [{ kind: "resolve" }, 1, "Resolved"],
  [{ kind: "archive", until: "forever" }, 12, "Archived 12 issues"],
  [toBo, 1, "Assigned to Bo"],
  [toBo, 3, "Assigned 3 issues to Bo"],
  [{ kind: "assign", assignee: { type: "team", id: 5 } }, 1, "Assigned"],
  [{ kind: "assign", assignee: null }, 2, "Unassigned 2 issues"],
  [{ kind: "priority", priority: "LOW" }, 1, "Set to low priority"],
  [{ kind: "priority", priority: "HIGH" }, 2, "Set 2 issues to high priority"],
  [{ kind: "subscribe", on: true }, 1, "Subscribed"],
  [{ kind: "subscribe", on: false }, 2, "Unsubscribed from 2 issues"],
  [{ kind: "bookmark", on: false }, 1, "Removed from your bookmarks"],
])("%j of %d says %s", (change, count, said) => expect(sayChange(change, count, [bo])).toBe(said));
