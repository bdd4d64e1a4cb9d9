// Trackers of an organization: add, change, try, remove.
import { randomBytes } from "node:crypto";
import { demand, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { RequestError } from "#lib/errors.ts";
import { checkAddress } from "#lib/outgoing/read-address.ts";
import {
  openTracker,
  requireIntegration,
  sealToken,
  sealWebhookSecret,
} from "#lib/tickets/integration-row.ts";
import type {
  IntegrationChange,
  IntegrationKind,
  IntegrationSettings,
  NewIntegration,
} from "#lib/tickets/schema.ts";
import { TRACKERS } from "#lib/tickets/trackers/kinds.ts";

/** What a tracker must be given so that it can tell us; the secret is not shown again. */
export type Webhook = { url: string; secret: string };

const MAX_INTEGRATIONS = 50;

export const webhookUrl = (integrationId: number) => `${env().baseUrl}/api/hooks/${integrationId}/`;
const newSecret = () => randomBytes(32).toString("hex");

/** The address without a slash at its end. @throws OutgoingError for one that leads nowhere public. */
async function readBaseUrl(text: string): Promise<string> {
  const url = await checkAddress(text);
  if (url.search) throw new RequestError(400, "The address must not have a query.");
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

type Typed = Omit<NewIntegration, "kind" | "token" | "name" | "baseUrl">;

function settingsOf(kind: IntegrationKind, typed: Typed): IntegrationSettings {
  const isJira = kind === "JIRA";
  if (isJira && typed.issueType === "") throw new RequestError(400, "Enter an issue type, such as Bug.");
  return {
    place: TRACKERS[kind].checkPlace(typed.place),
    issueType: isJira ? typed.issueType : "",
    email: isJira ? typed.email : "",
    resolveOnClose: typed.resolveOnClose,
    unresolveOnReopen: typed.unresolveOnReopen,
    onResolve: typed.onResolve,
  };
}

/** Keeps a tracker and its token, sealed. */
export async function createIntegration(
  access: OrganizationAccess,
  input: NewIntegration,
): Promise<{ id: number; webhook: Webhook }> {
  demand(access, "org:write");
  const { kind, name, token } = input;
  const { organizationId } = access;
  if ((await db().integration.count({ where: { organizationId } })) >= MAX_INTEGRATIONS)
    throw new RequestError(400, `An organization can have at most ${MAX_INTEGRATIONS} integrations.`);
  const settings = settingsOf(kind, input);
  const baseUrl = await readBaseUrl(input.baseUrl);
  const secret = newSecret();
  const sealed = { token: sealToken(token), webhookSecret: sealWebhookSecret(secret) };
  const { id } = await db().integration.create({
    data: { organizationId, kind, name, baseUrl, settings, ...sealed },
  });
  return { id, webhook: { url: webhookUrl(id), secret } };
}

/** Another server must not get the token of the old one, so a new address needs the token again. */
export async function updateIntegration(access: OrganizationAccess, input: IntegrationChange): Promise<void> {
  demand(access, "org:write");
  const { id, kind, baseUrl: before } = await requireIntegration(access, input.integrationId);
  const settings = settingsOf(kind, input);
  const baseUrl = await readBaseUrl(input.baseUrl);
  if (input.token === "" && new URL(baseUrl).origin !== new URL(before).origin)
    throw new RequestError(400, "The address leads to another server: enter its token as well.");
  const token = input.token === "" ? undefined : sealToken(input.token);
  // Only as it was read: otherwise the token of a change in between would go to this address.
  const { count } = await db().integration.updateMany({
    where: { id, baseUrl: before },
    data: { name: input.name, baseUrl, settings, token },
  });
  if (count === 0)
    throw new RequestError(409, "Somebody else changed this integration meanwhile. Look again.");
}

/** Asks the tracker for what the settings name. @returns what it found, in a few words. */
export async function testIntegration(access: OrganizationAccess, id: number): Promise<string> {
  demand(access, "org:write");
  return openTracker(await requireIntegration(access, id)).test();
}

/** Makes a new secret; webhooks signed with the old one are refused from now on. */
export async function renewWebhookSecret(access: OrganizationAccess, id: number): Promise<Webhook> {
  demand(access, "org:write");
  await requireIntegration(access, id);
  const secret = newSecret();
  await db().integration.update({ where: { id }, data: { webhookSecret: sealWebhookSecret(secret) } });
  return { url: webhookUrl(id), secret };
}

/** Forgets a tracker and its links; the tickets themselves stay where they are. */
export async function removeIntegration(access: OrganizationAccess, id: number): Promise<void> {
  demand(access, "org:write");
  await requireIntegration(access, id);
  await db().integration.delete({ where: { id } });
}
