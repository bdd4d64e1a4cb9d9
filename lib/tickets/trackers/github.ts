// GitHub and GitHub Enterprise Server: https://docs.github.com/en/rest/issues, version 2022-11-28.
import { z } from "zod";
import { RequestError } from "#lib/errors.ts";
import { hasHmac } from "#lib/tickets/signature.ts";
import type { Ticket, TrackerKind } from "#lib/tickets/tracker.ts";
import { trackerClient, TrackerError } from "#lib/tickets/tracker-client.ts";
import { isPath, Moment, Nothing, PlaceKey, splitKey, Title, WebUrl } from "#lib/tickets/trackers/fields.ts";

const State = z.enum(["open", "closed"]).transform((state) => (state === "open" ? "OPEN" : "CLOSED"));
const GithubIssue = z.object({
  number: z.int(),
  title: Title,
  state: State,
  html_url: WebUrl,
  updated_at: Moment,
  pull_request: z.unknown().optional(),
});
const Repository = z.object({ full_name: z.string(), has_issues: z.boolean().optional() });
const Hook = z.object({
  issue: GithubIssue.omit({ html_url: true }),
  repository: Repository,
});

/** The name as GitHub writes it now; what was typed may differ in case. */
function ticketOf(issue: z.infer<typeof GithubIssue>): Ticket {
  const place = /^\/?(.+)\/(?:issues|pull)\/\d+\/?$/.exec(new URL(issue.html_url).pathname)?.[1] ?? "";
  if (issue.pull_request) throw new RequestError(400, "This is a pull request, not an issue.");
  const { title, state: status, html_url: url, updated_at: updatedAt } = issue;
  const key = PlaceKey.safeParse(`${place}#${issue.number}`).data;
  if (key === undefined) throw new TrackerError("What GitHub answered is not the address of an issue.", null);
  return { key, url, title, status, updatedAt };
}

function pathOf(key: string): string {
  const parts = splitKey(key);
  if (!parts) throw new RequestError(400, "This is not an issue of GitHub.");
  return `/repos/${github.checkPlace(parts.place)}/issues/${parts.number}`;
}

/** api.github.com serves github.com; an Enterprise Server serves both under one name. */
const webHostOf = (baseUrl: string) => new URL(baseUrl).hostname.replace(/^api\.github\.com$/, "github.com");

export const github: TrackerKind = {
  checkPlace: (place) => {
    if (isPath(place) && place.split("/").length === 2) return place;
    throw new RequestError(400, "Write the repository as owner/name.");
  },

  open: ({ baseUrl, token, settings, signal }) => {
    const headers = {
      authorization: `Bearer ${token}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    };
    const ask = trackerClient({ tracker: "GitHub", baseUrl, headers, secrets: [token], signal });
    return {
      test: async () => {
        const { full_name, has_issues } = await ask("GET", `/repos/${settings.place}`, Repository);
        if (has_issues === false) throw new RequestError(400, `${full_name} has its issues switched off.`);
        return `The repository ${full_name} is there`;
      },
      create: async ({ place, title, body }) =>
        ticketOf(
          await ask("POST", `/repos/${github.checkPlace(place)}/issues`, GithubIssue, { title, body }),
        ),
      find: async (key) => ticketOf(await ask("GET", pathOf(key), GithubIssue)),
      close: async (key) =>
        ticketOf(
          await ask("PATCH", pathOf(key), GithubIssue, { state: "closed", state_reason: "completed" }),
        ),
      comment: async (key, body) => {
        await ask("POST", `${pathOf(key)}/comments`, Nothing, { body });
      },
    };
  },

  readReference: (text, { baseUrl, settings }) => {
    const number = /^#?(\d{1,9})$/.exec(text)?.[1];
    if (number) return `${settings.place}#${number}`;
    const url = URL.parse(text);
    if (!url?.protocol.startsWith("http")) return splitKey(text) && text;
    const match = /^\/([\w.-]+\/[\w.-]+)\/issues\/(\d{1,9})\/?$/.exec(url.pathname);
    return match && url.hostname === webHostOf(baseUrl) ? `${match[1]}#${match[2]}` : null;
  },

  isSigned: (header, body, secret) => hasHmac(header("x-hub-signature-256"), body, secret),

  readChange: (header, payload) => {
    if (header("x-github-event") !== "issues") return null;
    const hook = Hook.safeParse(payload);
    if (!hook.success || hook.data.issue.pull_request) return null;
    const { number, title, state: status, updated_at: updatedAt } = hook.data.issue;
    return { key: `${hook.data.repository.full_name}#${number}`, title, status, updatedAt };
  },
};
