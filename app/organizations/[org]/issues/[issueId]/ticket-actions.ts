"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { z } from "zod";
import { authorizeAction } from "#lib/auth/require-organization.ts";
import { readForm, runAction } from "#lib/auth/run-action.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { draftTicket, type TicketDraft } from "#lib/tickets/draft-ticket.ts";
import { createTicket, linkTicket, refreshTicket, unlinkTicket } from "#lib/tickets/link-tickets.ts";
import { IntegrationChoice, LinkChoice, NewTicket, TicketReference } from "#lib/tickets/schema.ts";

// The bound arguments of a server action come back from the browser.
const IssueId = z.int().positive().max(2_147_483_647);

async function authorize(org: string, issueId: number) {
  const access = await authorizeAction(org);
  const id = IssueId.safeParse(issueId);
  const issue = id.success ? await findIssue(access, String(id.data)) : null;
  return { access, issue: issue ?? notFound() };
}

export async function draftTicketAction(
  org: string,
  issueId: number,
  integrationId: number,
): Promise<ActionState<TicketDraft>> {
  const { access, issue } = await authorize(org, issueId);
  return runAction(IntegrationChoice, { integrationId: String(integrationId) }, (choice) =>
    draftTicket(access, issue, choice.integrationId),
  );
}

/** @returns the new ticket's key. */
export async function createTicketAction(
  org: string,
  issueId: number,
  _state: ActionState<string>,
  form: FormData,
): Promise<ActionState<string>> {
  const { access, issue } = await authorize(org, issueId);
  return runAction(NewTicket, readForm(form), async (input) => {
    const { key } = await createTicket(access, issue, input);
    refresh();
    return key;
  });
}

/** @returns the ticket's key. */
export async function linkTicketAction(
  org: string,
  issueId: number,
  _state: ActionState<string>,
  form: FormData,
): Promise<ActionState<string>> {
  const { access, issue } = await authorize(org, issueId);
  return runAction(TicketReference, readForm(form), async (input) => {
    const { key } = await linkTicket(access, issue, input);
    refresh();
    return key;
  });
}

export async function refreshTicketAction(
  org: string,
  issueId: number,
  linkId: number,
): Promise<ActionState> {
  const { access, issue } = await authorize(org, issueId);
  return runAction(LinkChoice, { linkId: String(linkId) }, async (choice) => {
    await refreshTicket(access, issue, choice.linkId);
    refresh();
  });
}

export async function unlinkTicketAction(org: string, issueId: number, linkId: number): Promise<ActionState> {
  const { access, issue } = await authorize(org, issueId);
  return runAction(LinkChoice, { linkId: String(linkId) }, async (choice) => {
    await unlinkTicket(access, issue, choice.linkId);
    refresh();
  });
}
