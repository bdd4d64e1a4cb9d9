// GitLab.com and GitLab of one's own: https://docs.gitlab.com/api/issues, version 4.
import { z } from "zod";
import { RequestError } from "#lib/errors.ts";
import { isSecret } from "#lib/tickets/signature.ts";
import type { Ticket, TrackerKind } from "#lib/tickets/tracker.ts";
import { trackerClient } from "#lib/tickets/tracker-client.ts";
import { isPath, Moment, Nothing, PlaceKey, splitKey, Title, WebUrl } from "#lib/tickets/trackers/fields.ts";

const State = z.enum(["opened", "closed"]).transform((state) => (state === "opened" ? "OPEN" : "CLOSED"));
const GitlabIssue = z.object({
  iid: z.int(),
  title: Title,
  state: State,
  web_url: WebUrl,
  updated_at: Moment,
  references: z.object({ full: PlaceKey }),
});
const Project = z.object({ path_with_namespace: z.string(), issues_enabled: z.boolean().optional() });
const Hook = z.object({
  // Since GitLab 16 an issue may be called a work item.
  object_kind: z.enum(["issue", "work_item"]),
  project: Project,
  object_attributes: z.object({ iid: z.int(), title: Title, state: State, updated_at: Moment }),
});

function ticketOf({ references, web_url, title, state, updated_at }: z.infer<typeof GitlabIssue>): Ticket {
  return { key: references.full, url: web_url, title, status: state, updatedAt: updated_at };
}

const projectOf = (place: string) => `/projects/${encodeURIComponent(gitlab.checkPlace(place))}`;

function pathOf(key: string): string {
  const parts = splitKey(key);
  if (!parts) throw new RequestError(400, "This is not an issue of GitLab.");
  return `${projectOf(parts.place)}/issues/${parts.number}`;
}

export const gitlab: TrackerKind = {
  checkPlace: (place) => {
    if (isPath(place) && place.includes("/")) return place;
    throw new RequestError(400, "Write the project as group/project.");
  },

  open: ({ baseUrl, token, settings, signal }) => {
    const headers = { "private-token": token };
    const ask = trackerClient({
      tracker: "GitLab",
      baseUrl: `${baseUrl}/api/v4`,
      headers,
      secrets: [token],
      signal,
    });
    return {
      test: async () => {
        const found = await ask("GET", projectOf(settings.place), Project);
        if (found.issues_enabled === false)
          throw new RequestError(400, `${found.path_with_namespace} has its issues switched off.`);
        return `The project ${found.path_with_namespace} is there`;
      },
      create: async ({ place, title, body }) =>
        ticketOf(await ask("POST", `${projectOf(place)}/issues`, GitlabIssue, { title, description: body })),
      find: async (key) => ticketOf(await ask("GET", pathOf(key), GitlabIssue)),
      close: async (key) => ticketOf(await ask("PUT", pathOf(key), GitlabIssue, { state_event: "close" })),
      comment: async (key, body) => {
        await ask("POST", `${pathOf(key)}/notes`, Nothing, { body });
      },
    };
  },

  readReference: (text, { baseUrl, settings }) => {
    const number = /^#?(\d{1,9})$/.exec(text)?.[1];
    if (number) return `${settings.place}#${number}`;
    const url = URL.parse(text);
    if (!url?.protocol.startsWith("http")) return splitKey(text) && text;
    const base = new URL(baseUrl);
    const root = base.pathname.replace(/\/$/, "");
    if (url.hostname !== base.hostname || !url.pathname.startsWith(`${root}/`)) return null;
    const match = /^\/([\w./-]+?)(?:\/-)?\/(?:issues|work_items)\/(\d{1,9})\/?$/.exec(
      url.pathname.slice(root.length),
    );
    const key = `${match?.[1]}#${match?.[2]}`;
    return splitKey(key) && key;
  },

  isSigned: (header, _body, secret) => isSecret(header("x-gitlab-token"), secret),

  readChange: (_header, payload) => {
    const hook = Hook.safeParse(payload);
    if (!hook.success) return null;
    const { iid, title, state: status, updated_at: updatedAt } = hook.data.object_attributes;
    return { key: `${hook.data.project.path_with_namespace}#${iid}`, title, status, updatedAt };
  },
};
