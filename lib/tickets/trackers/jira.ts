// Jira Cloud and Data Center: REST API 2, which both speak and which takes texts in wiki markup.
import { z } from "zod";
import { RequestError } from "#lib/errors.ts";
import { hasHmac } from "#lib/tickets/signature.ts";
import type { Ticket, TrackerKind } from "#lib/tickets/tracker.ts";
import { trackerClient, TrackerError } from "#lib/tickets/tracker-client.ts";
import { Milliseconds, Moment, Nothing, Title } from "#lib/tickets/trackers/fields.ts";

const Key = z.string().regex(/^[A-Z][A-Z0-9_]{0,99}-\d{1,9}$/);
// Whatever a team calls its statuses, each is in one of three categories: new, indeterminate, done.
const Status = z
  .object({ statusCategory: z.object({ key: z.string() }) })
  .transform(({ statusCategory }): Ticket["status"] => (statusCategory.key === "done" ? "CLOSED" : "OPEN"));
const JiraIssue = z.object({
  key: Key,
  fields: z.object({ summary: Title, status: Status, updated: Moment }),
});
const Created = z.object({ key: Key });
const Project = z.object({
  key: z.string(),
  name: z.string(),
  issueTypes: z.array(z.object({ name: z.string(), subtask: z.boolean().optional() })).default([]),
});
const Transitions = z.object({ transitions: z.array(z.object({ id: z.string(), to: Status })) });
const Hook = z.object({
  webhookEvent: z.enum(["jira:issue_updated", "jira:issue_created"]),
  timestamp: Milliseconds,
  issue: z.object({
    key: Key,
    fields: z.object({ summary: Title, status: Status, updated: Moment.optional() }),
  }),
});

function pathOf(key: string): string {
  if (!Key.safeParse(key).success) throw new RequestError(400, "This is not an issue of Jira.");
  return `/issue/${key}`;
}

/** The scheme, and what goes with it: Cloud knows accounts, Data Center personal access tokens. */
function credentials(email: string, token: string): [scheme: string, value: string] {
  if (email === "") return ["Bearer", token];
  return ["Basic", Buffer.from(`${email}:${token}`).toString("base64")];
}

function namesOf(types: z.infer<typeof Project>["issueTypes"]): string {
  return types
    .filter((type) => !type.subtask)
    .map((type) => type.name.slice(0, 60))
    .slice(0, 12)
    .join(", ");
}

export const jira: TrackerKind = {
  checkPlace: (place) => {
    const key = place.toUpperCase();
    if (/^[A-Z][A-Z0-9_]{0,99}$/.test(key)) return key;
    throw new RequestError(400, "Write the project's key, such as WEB.");
  },

  open: ({ baseUrl, token, settings, signal }) => {
    const [scheme, value] = credentials(settings.email, token);
    const ask = trackerClient({
      tracker: "Jira",
      baseUrl: `${baseUrl}/rest/api/2`,
      headers: { authorization: `${scheme} ${value}` },
      secrets: [value, token],
      signal,
    });
    const find = async (key: string): Promise<Ticket> => {
      const found = await ask("GET", `${pathOf(key)}?fields=summary,status,updated`, JiraIssue);
      const { summary: title, status, updated: updatedAt } = found.fields;
      return { key: found.key, url: `${baseUrl}/browse/${found.key}`, title, status, updatedAt };
    };
    return {
      find,
      test: async () => {
        const { key, name, issueTypes } = await ask("GET", `/project/${settings.place}`, Project);
        if (issueTypes.length > 0 && !issueTypes.some((type) => type.name === settings.issueType))
          throw new RequestError(
            400,
            `The project ${key} has no issue type “${settings.issueType}”. It has: ${namesOf(issueTypes)}.`,
          );
        return `The project ${name.slice(0, 100)} (${key}) is there`;
      },
      create: async ({ place, title, body }) => {
        const fields = {
          project: { key: jira.checkPlace(place) },
          issuetype: { name: settings.issueType },
          summary: title,
          description: body,
        };
        return find((await ask("POST", "/issue", Created, { fields })).key);
      },
      close: async (key) => {
        const { transitions } = await ask("GET", `${pathOf(key)}/transitions`, Transitions);
        const done = transitions.find((one) => one.to === "CLOSED");
        if (!done) throw new TrackerError(`No transition of ${key} leads to a done status.`, null);
        await ask("POST", `${pathOf(key)}/transitions`, Nothing, { transition: { id: done.id } });
        return find(key);
      },
      comment: async (key, body) => {
        await ask("POST", `${pathOf(key)}/comment`, Nothing, { body });
      },
    };
  },

  readReference: (text, { baseUrl, settings }) => {
    if (/^\d{1,9}$/.test(text)) return `${settings.place}-${text}`;
    const url = URL.parse(text);
    const isAddress = url?.protocol.startsWith("http") ?? false;
    if (isAddress && url?.hostname !== new URL(baseUrl).hostname) return null;
    const inPath = /\/browse\/([^/]+)\/?$/.exec(url?.pathname ?? "")?.[1];
    const named = isAddress ? (inPath ?? url?.searchParams.get("selectedIssue") ?? "") : text;
    return Key.safeParse(named.toUpperCase()).data ?? null;
  },

  isSigned: (header, body, secret) => hasHmac(header("x-hub-signature"), body, secret),

  readChange: (_header, payload) => {
    const hook = Hook.safeParse(payload);
    if (!hook.success) return null;
    const { key, fields } = hook.data.issue;
    const updatedAt = fields.updated ?? hook.data.timestamp;
    return { key, title: fields.summary, status: fields.status, updatedAt };
  },
};
