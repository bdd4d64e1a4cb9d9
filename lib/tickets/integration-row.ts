// An integration with its secrets still sealed; nothing outside lib/tickets sees one.
import { z } from "zod";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { seal, unseal } from "#lib/sealed.ts";
import { IntegrationKind, IntegrationSettings } from "#lib/tickets/schema.ts";
import type { Tracker } from "#lib/tickets/tracker.ts";
import { TRACKERS } from "#lib/tickets/trackers/kinds.ts";

export const IntegrationRow = z.object({
  id: z.int(),
  organizationId: z.int(),
  kind: IntegrationKind,
  name: z.string(),
  baseUrl: z.string(),
  settings: IntegrationSettings,
  token: z.string(),
  webhookSecret: z.string(),
});
export type IntegrationRow = z.infer<typeof IntegrationRow>;

const TOKEN = "integration token";
const WEBHOOK = "integration webhook";

export const sealToken = (token: string) => seal(token, TOKEN);
export const sealWebhookSecret = (secret: string) => seal(secret, WEBHOOK);
export const webhookSecretOf = (row: Pick<IntegrationRow, "webhookSecret">) =>
  unseal(row.webhookSecret, WEBHOOK);

/** @throws RequestError 404 when this organization has no such integration. */
export async function requireIntegration(access: OrganizationAccess, id: number): Promise<IntegrationRow> {
  const found = await db().integration.findFirst({ where: { id, organizationId: access.organizationId } });
  if (!found) throw new RequestError(404, "There is no such integration.");
  return IntegrationRow.parse(found);
}

/** The tracker with its token. @throws RequestError 409 when the token cannot be unsealed. */
export function openTracker(
  row: Pick<IntegrationRow, "kind" | "baseUrl" | "settings" | "token">,
  signal?: AbortSignal,
): Tracker {
  const { kind, baseUrl, settings } = row;
  return TRACKERS[kind].open({ baseUrl, settings, token: unseal(row.token, TOKEN), signal });
}
