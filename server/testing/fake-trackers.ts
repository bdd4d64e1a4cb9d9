// GitHub, GitLab and Jira as far as Debrief speaks to them: real servers on the loopback with the paths, status
// codes and bodies of the real ones. A test reaches them through OUTGOING_ALLOWED_HOSTS.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";

export const FAKE_TOKEN = "fake-token-4711";

export type FakeTicket = {
  number: number;
  title: string;
  body: string;
  isOpen: boolean;
  updatedAt: number;
  comments: string[];
};
type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
type Seen = { method: string; path: string; headers: IncomingMessage["headers"]; body: string };

export type FakeTracker = {
  url: string;
  /** As OUTGOING_ALLOWED_HOSTS names it. */
  host: string;
  tickets: Map<number, FakeTicket>;
  seen: Seen[];
  /** Answers the next requests with these, in this order; "never" leaves one without an answer. */
  next: (Answer | "never")[];
  close: () => Promise<void>;
};

type Asked = { method: string; path: string; body: unknown; tickets: Map<number, FakeTicket>; url: string };
type Kind = {
  isAllowed: (headers: IncomingMessage["headers"]) => boolean;
  answer: (asked: Asked) => Answer;
};

const Text = z.object({ title: z.string(), body: z.string().default("") });
const NOT_FOUND = { status: 404, body: { message: "Not Found" } };

// Each change is later than the one before, also within one millisecond.
let clock = Date.now();
const tick = () => (clock = Math.max(clock + 1_000, Date.now()));

function add(tickets: Map<number, FakeTicket>, given: z.infer<typeof Text>): FakeTicket {
  const number = tickets.size + 1;
  const ticket = { ...given, number, isOpen: true, updatedAt: tick(), comments: [] };
  tickets.set(number, ticket);
  return ticket;
}

function turn(ticket: FakeTicket, isOpen: boolean): void {
  if (ticket.isOpen === isOpen) return;
  ticket.isOpen = isOpen;
  ticket.updatedAt = tick();
}

const Comment = z.object({ body: z.string().min(1) });

/** One of the paths of a ticket: the pattern's only group is its number. */
function ticketAt({ path, tickets }: Asked, pattern: RegExp): FakeTicket | undefined {
  const number = pattern.exec(path)?.[1];
  return number === undefined ? undefined : tickets.get(Number(number));
}

const githubIssue = (ticket: FakeTicket, url: string) => ({
  id: ticket.number + 1_000,
  number: ticket.number,
  title: ticket.title,
  body: ticket.body,
  state: ticket.isOpen ? "open" : "closed",
  html_url: `${url}/acme/web/issues/${ticket.number}`,
  // GitHub's times have no fraction.
  updated_at: new Date(ticket.updatedAt).toISOString().replace(/\.\d+/, ""),
});

const github: Kind = {
  isAllowed: (headers) => headers.authorization === `Bearer ${FAKE_TOKEN}`,
  answer: (asked) => {
    const { method, path, body, tickets, url } = asked;
    if (path === "/repos/acme/web") return { status: 200, body: { full_name: "acme/web", has_issues: true } };
    if (method === "POST" && path === "/repos/acme/web/issues") {
      const given = Text.safeParse(body);
      if (!given.success || given.data.title === "")
        return { status: 422, body: { message: "Validation Failed", errors: [{ code: "missing_field" }] } };
      return { status: 201, body: githubIssue(add(tickets, given.data), url) };
    }
    const commented = ticketAt(asked, /^\/repos\/acme\/web\/issues\/(\d+)\/comments$/);
    if (commented && method === "POST") {
      commented.comments.push(Comment.parse(body).body);
      return { status: 201, body: { id: 1 } };
    }
    const ticket = ticketAt(asked, /^\/repos\/acme\/web\/issues\/(\d+)$/i);
    if (!ticket) return NOT_FOUND;
    if (method === "PATCH") turn(ticket, z.object({ state: z.string() }).parse(body).state === "open");
    return { status: 200, body: githubIssue(ticket, url) };
  },
};

const gitlabIssue = (ticket: FakeTicket, url: string) => ({
  id: ticket.number + 1_000,
  iid: ticket.number,
  title: ticket.title,
  description: ticket.body,
  state: ticket.isOpen ? "opened" : "closed",
  web_url: `${url}/acme/web/-/issues/${ticket.number}`,
  updated_at: new Date(ticket.updatedAt).toISOString(),
  references: { short: `#${ticket.number}`, full: `acme/web#${ticket.number}` },
});

const PROJECT = "/api/v4/projects/acme%2Fweb";

const gitlab: Kind = {
  isAllowed: (headers) => headers["private-token"] === FAKE_TOKEN,
  answer: (asked) => {
    const { method, path, body, tickets, url } = asked;
    if (path === PROJECT)
      return { status: 200, body: { path_with_namespace: "acme/web", issues_enabled: true } };
    if (method === "POST" && path === `${PROJECT}/issues`) {
      const given = z.object({ title: z.string(), description: z.string().default("") }).safeParse(body);
      if (!given.success || given.data.title === "")
        return { status: 400, body: { message: { title: ["can't be blank"] } } };
      const { title, description } = given.data;
      return { status: 201, body: gitlabIssue(add(tickets, { title, body: description }), url) };
    }
    const noted = ticketAt(asked, /^\/api\/v4\/projects\/acme%2Fweb\/issues\/(\d+)\/notes$/);
    if (noted && method === "POST") {
      noted.comments.push(Comment.parse(body).body);
      return { status: 201, body: { id: 1 } };
    }
    const ticket = ticketAt(asked, /^\/api\/v4\/projects\/acme%2Fweb\/issues\/(\d+)$/);
    if (!ticket) return { status: 404, body: { message: "404 Not found" } };
    if (method === "PUT")
      turn(ticket, z.object({ state_event: z.string() }).parse(body).state_event === "reopen");
    return { status: 200, body: gitlabIssue(ticket, url) };
  },
};

const jiraStatus = (isOpen: boolean) => ({
  name: isOpen ? "To Do" : "Shipped",
  statusCategory: { key: isOpen ? "new" : "done" },
});

const NewJiraIssue = z.object({
  fields: z.object({
    project: z.object({ key: z.literal("WEB") }),
    issuetype: z.object({ name: z.literal("Bug") }),
    summary: z.string().min(1),
    description: z.string(),
  }),
});

const jira: Kind = {
  // Cloud with an e-mail address, or a personal access token.
  isAllowed: ({ authorization }) =>
    authorization === `Basic ${Buffer.from(`bot@acme.test:${FAKE_TOKEN}`).toString("base64")}` ||
    authorization === `Bearer ${FAKE_TOKEN}`,
  answer: (asked) => {
    const { method, path, body, tickets } = asked;
    if (path === "/rest/api/2/project/WEB") {
      const issueTypes = [{ name: "Bug" }, { name: "Task" }, { name: "Sub-task", subtask: true }];
      return { status: 200, body: { key: "WEB", name: "Web shop", issueTypes } };
    }
    if (method === "POST" && path === "/rest/api/2/issue") {
      const given = NewJiraIssue.safeParse(body);
      if (!given.success)
        return { status: 400, body: { errorMessages: [], errors: { issuetype: "issue type is required" } } };
      const { summary, description } = given.data.fields;
      const { number } = add(tickets, { title: summary, body: description });
      return { status: 201, body: { id: String(number), key: `WEB-${number}` } };
    }
    const commented = ticketAt(asked, /^\/rest\/api\/2\/issue\/WEB-(\d+)\/comment$/);
    if (commented) {
      commented.comments.push(Comment.parse(body).body);
      return { status: 201, body: { id: "1" } };
    }
    const moved = ticketAt(asked, /^\/rest\/api\/2\/issue\/WEB-(\d+)\/transitions$/);
    if (moved && method === "GET") {
      const to = [true, false].map((isOpen) => ({ id: isOpen ? "11" : "31", to: jiraStatus(isOpen) }));
      return { status: 200, body: { transitions: to } };
    }
    if (moved) {
      turn(moved, z.object({ transition: z.object({ id: z.string() }) }).parse(body).transition.id !== "31");
      return { status: 204 };
    }
    const ticket = ticketAt(asked, /^\/rest\/api\/2\/issue\/WEB-(\d+)\?fields=summary,status,updated$/);
    if (!ticket) return { status: 404, body: { errorMessages: ["Issue Does Not Exist"], errors: {} } };
    const updated = new Date(ticket.updatedAt).toISOString().replace("Z", "+0000");
    const fields = { summary: ticket.title, status: jiraStatus(ticket.isOpen), updated };
    return { status: 200, body: { key: `WEB-${ticket.number}`, fields } };
  },
};

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body === undefined ? "" : JSON.stringify(body));
}

async function start(kind: Kind): Promise<FakeTracker> {
  const tickets = new Map<number, FakeTicket>();
  const seen: Seen[] = [];
  const next: (Answer | "never")[] = [];
  const tracker = { url: "", host: "", tickets, seen, next };
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const { method = "", url: path = "", headers } = request;
      seen.push({ method, path, headers, body });
      const planned = next.shift();
      if (planned === "never") return;
      if (planned) return send(response, planned);
      if (!kind.isAllowed(headers))
        return send(response, { status: 401, body: { message: "Bad credentials" } });
      const parsed: unknown = body === "" ? undefined : JSON.parse(body);
      send(response, kind.answer({ method, path, body: parsed, tickets, url: tracker.url }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The fake tracker has no port");
  tracker.host = `127.0.0.1:${address.port}`;
  tracker.url = `http://${tracker.host}`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return Object.assign(tracker, { close });
}

/** Starts one of each. */
export async function startFakeTrackers() {
  const [GITHUB, GITLAB, JIRA] = await Promise.all([start(github), start(gitlab), start(jira)]);
  return { GITHUB, GITLAB, JIRA };
}
