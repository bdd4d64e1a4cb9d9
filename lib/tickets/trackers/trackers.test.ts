import { expect, it } from "vitest";
import { IntegrationSettings, type IntegrationKind } from "#lib/tickets/schema.ts";
import { TRACKERS } from "#lib/tickets/trackers/kinds.ts";

type Case = [kind: IntegrationKind, baseUrl: string, place: string, text: string, key: string | null];

it.each<Case>([
  ["GITHUB", "https://api.github.com", "acme/web", "12", "acme/web#12"],
  ["GITHUB", "https://api.github.com", "acme/web", "#12", "acme/web#12"],
  ["GITHUB", "https://api.github.com", "acme/web", "acme/api.v2#7", "acme/api.v2#7"],
  ["GITHUB", "https://api.github.com", "acme/web", "https://github.com/acme/api/issues/7", "acme/api#7"],
  [
    "GITHUB",
    "https://api.github.com",
    "acme/web",
    "https://github.com/acme/api/issues/7/?a=b#c",
    "acme/api#7",
  ],
  ["GITHUB", "https://git.acme.test/api/v3", "a/b", "https://git.acme.test/a/b/issues/7", "a/b#7"],
  ["GITHUB", "https://api.github.com", "acme/web", "https://github.com.evil.test/acme/api/issues/7", null],
  ["GITHUB", "https://api.github.com", "acme/web", "https://github.com/acme/api/pull/7", null],
  ["GITHUB", "https://api.github.com", "acme/web", "acme/web#1/../../user", null],
  ["GITHUB", "https://api.github.com", "acme/web", "../user#1", null],
  ["GITHUB", "https://api.github.com", "acme/web", "acme/..#1", null],
  ["GITLAB", "https://gitlab.com", "acme/web", "a/../b#1", null],
  ["GITLAB", "https://gitlab.com", "acme/web", "acme/shop/web#3", "acme/shop/web#3"],
  [
    "GITLAB",
    "https://gitlab.com",
    "acme/web",
    "https://gitlab.com/acme/shop/web/-/issues/3",
    "acme/shop/web#3",
  ],
  ["GITLAB", "https://gitlab.com", "acme/web", "https://gitlab.com/acme/web/-/work_items/3", "acme/web#3"],
  ["GITLAB", "https://gitlab.com", "acme/web", "https://gitlab.com/acme/web/issues/3", "acme/web#3"],
  ["GITLAB", "https://acme.test/git", "a/b", "https://acme.test/git/a/b/-/issues/3", "a/b#3"],
  ["GITLAB", "https://acme.test/git", "a/b", "https://acme.test/other/a/b/-/issues/3", null],
  ["GITLAB", "https://gitlab.com", "acme/web", "https://gitlab.com/%2e%2e/web/-/issues/3", null],
  ["JIRA", "https://acme.atlassian.net", "WEB", "12", "WEB-12"],
  ["JIRA", "https://acme.atlassian.net", "WEB", "web-12", "WEB-12"],
  ["JIRA", "https://acme.atlassian.net", "WEB", "https://acme.atlassian.net/browse/API-3", "API-3"],
  [
    "JIRA",
    "https://acme.atlassian.net",
    "WEB",
    "https://acme.atlassian.net/jira/software/projects/API/boards/1?selectedIssue=API-3",
    "API-3",
  ],
  ["JIRA", "https://acme.atlassian.net", "WEB", "https://other.atlassian.net/browse/API-3", null],
  ["JIRA", "https://acme.atlassian.net", "WEB", "WEB-12/../../user", null],
])("%s at %s reads %s: %s", (kind, baseUrl, place, text, key) => {
  const settings = IntegrationSettings.parse({ place });
  expect(TRACKERS[kind].readReference(text, { baseUrl, settings })).toBe(key);
});

const hookOf = (kind: IntegrationKind, more: object) => {
  const status = { statusCategory: { key: "done" } };
  const parts = {
    GITHUB: {
      issue: { number: 1, title: "x", state: "closed", updated_at: "2026-11-03T10:00:00Z", ...more },
      repository: { full_name: "acme/web" },
    },
    GITLAB: {
      object_kind: "issue",
      project: { path_with_namespace: "acme/web" },
      object_attributes: {
        iid: 1,
        title: "x",
        state: "closed",
        updated_at: "2026-11-03 10:00:00 UTC",
        ...more,
      },
    },
    JIRA: {
      webhookEvent: "jira:issue_updated",
      timestamp: Date.UTC(2026, 10, 3, 10),
      issue: { key: "WEB-1", fields: { summary: "x", status } },
      ...more,
    },
  };
  return TRACKERS[kind].readChange((name) => (name === "x-github-event" ? "issues" : null), parts[kind]);
};

// What Postgres cannot hold must not become a fault of ours.
it.each<[kind: IntegrationKind, more: object, isRead: boolean]>([
  ["GITHUB", {}, true],
  ["GITHUB", { updated_at: "+275760-09-12T00:00:00Z" }, false],
  ["GITHUB", { updated_at: "-200000-01-01T00:00:00Z" }, false],
  ["GITHUB", { updated_at: "yesterday" }, false],
  ["GITLAB", {}, true],
  ["GITLAB", { updated_at: "+100000-01-01T00:00:00Z" }, false],
  ["JIRA", {}, true],
  ["JIRA", { timestamp: 1e300 }, false],
  ["JIRA", { timestamp: -1e15 }, false],
])("a webhook of %s with %o", (kind, more, isRead) => {
  const at = Date.UTC(2026, 10, 3, 10);
  expect(hookOf(kind, more)?.updatedAt).toBe(isRead ? at : undefined);
});

it.each<[kind: IntegrationKind, place: string, kept: string | null]>([
  ["GITHUB", "acme/web", "acme/web"],
  ["GITHUB", "acme", null],
  ["GITHUB", "acme/web/more", null],
  ["GITHUB", "../web", null],
  ["GITHUB", "acme/..", null],
  ["GITHUB", "acme/web?a=b", null],
  ["GITLAB", "a/b/c", "a/b/c"],
  ["GITLAB", "a//c", null],
  ["GITLAB", "a/../c", null],
  ["JIRA", "web", "WEB"],
  ["JIRA", "WEB-1", null],
  ["JIRA", "", null],
])("%s takes %s for a place: %s", (kind, place, kept) => {
  const check = () => TRACKERS[kind].checkPlace(place);
  if (kept === null) expect(check).toThrow(/^Write the /);
  else expect(check()).toBe(kept);
});
