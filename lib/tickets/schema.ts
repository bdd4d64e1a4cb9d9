// What people may type about a tracker and its tickets, and what is kept of it.
import { z } from "zod";

export const IntegrationKind = z.enum(["GITHUB", "GITLAB", "JIRA"]);
export type IntegrationKind = z.infer<typeof IntegrationKind>;

/** What happens to a ticket when its issue is resolved here. */
const OnResolve = z.enum(["nothing", "comment", "close"]);

/** Everything about an integration that is not secret, as the column `settings` holds it. */
export const IntegrationSettings = z.object({
  /** Where tickets go unless somebody says otherwise: acme/web, group/project, WEB. */
  place: z.string(),
  /** Jira: the name of the issue type. */
  issueType: z.string().default(""),
  /** Jira Cloud: whose token it is. Empty: a personal access token of Jira Data Center. */
  email: z.string().default(""),
  resolveOnClose: z.boolean().default(true),
  unresolveOnReopen: z.boolean().default(true),
  onResolve: OnResolve.default("nothing"),
});
export type IntegrationSettings = z.infer<typeof IntegrationSettings>;

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most} characters.`)
    .regex(/^\P{Cc}*$/u, "Line breaks and control characters cannot be used.");

const token = line(2_000).regex(/^[\x21-\x7e]*$/, "A token has no blanks and only ASCII characters.");
const checkbox = z.preprocess((value) => value === "on" || value === true, z.boolean());

const fields = {
  name: line(64).min(1, "Enter a name."),
  baseUrl: line(500).min(1, "Enter an address."),
  place: line(300),
  issueType: line(100).default(""),
  email: line(254).default(""),
  resolveOnClose: checkbox,
  unresolveOnReopen: checkbox,
  onResolve: OnResolve.default("nothing"),
};

export const NewIntegration = z.object({
  ...fields,
  kind: IntegrationKind,
  token: token.min(1, "Enter a token."),
});
export type NewIntegration = z.infer<typeof NewIntegration>;

const integrationId = z.coerce.number().int().positive().max(2_147_483_647);
export const IntegrationChoice = z.object({ integrationId });

/** An empty token keeps the one that is stored. */
export const IntegrationChange = z.object({ ...fields, integrationId, token });
export type IntegrationChange = z.infer<typeof IntegrationChange>;

export const MAX_TITLE = 250;
const MAX_BODY = 30_000;

export const NewTicket = z.object({
  integrationId,
  place: line(300).min(1, "Say where the ticket goes."),
  title: line(MAX_TITLE).min(1, "Enter a title."),
  body: z.string().max(MAX_BODY, "At most 30,000 characters."),
});
export type NewTicket = z.infer<typeof NewTicket>;

export const TicketReference = z.object({
  integrationId,
  reference: line(500).min(1, "Enter the ticket's address or key."),
});
export type TicketReference = z.infer<typeof TicketReference>;

export const LinkChoice = z.object({ linkId: z.coerce.number().int().positive().max(2_147_483_647) });
