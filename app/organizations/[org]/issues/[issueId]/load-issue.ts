import { notFound } from "next/navigation";
import { cache } from "react";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { findEvent, isCountedOnly } from "#lib/events/queries.ts";
import { assignableActors } from "#lib/issues/queries-activity.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { findSuggestions } from "#lib/ownership/queries.ts";
import { filterOfPage } from "./tags/filter-of-page.ts";

/** The issue for whoever is looking; 404 when it is missing or another organization's. */
export const loadIssue = cache(async (org: string, issueId: string) => {
  const access = await requireOrganization(org);
  const issue = await findIssue(access, decodeURIComponent(issueId));
  return { access, issue: issue ?? notFound() };
});

/** The search in the page's address: one value, so that what it narrows is read once. */
export const loadFilter = cache(filterOfPage);

/** One of its events, read once for a page; null when there is none. */
export const loadEvent = cache(findEvent);

/** Whether the address names an event that was only counted. */
export const loadIsCountedOnly = cache(isCountedOnly);

/** Whom it can be given to, and who can be called in a comment. */
export const loadActors = cache(assignableActors);

/** Whom ownership rules name, read once for a page. */
export const loadSuggestions = cache(findSuggestions);
