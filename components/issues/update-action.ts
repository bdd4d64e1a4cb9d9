// What the server answers to a change of issues; pages hand the action down as a prop.
import type { IssueState, IssueUpdate } from "#lib/issues/schema.ts";

export type UpdateOutcome = { ok: true; before: IssueState[] } | { ok: false; message: string };
export type UpdateIssuesAction = (update: IssueUpdate) => Promise<UpdateOutcome>;
