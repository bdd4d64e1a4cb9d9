// What the server answers to a change of issues; pages hand the actions down as props.
import type { ChangeOutcome, IssueChange, IssueUpdate } from "#lib/issues/schema.ts";

export type UpdateOutcome = ({ ok: true } & ChangeOutcome) | { ok: false; message: string };
export type UpdateIssuesAction = (update: IssueUpdate) => Promise<UpdateOutcome>;
/** Takes back what `undo` names. */
export type UndoIssuesAction = (undo: string) => Promise<UpdateOutcome>;
/** The change for every issue that the list's search finds. */
export type UpdateMatchingAction = (change: IssueChange) => Promise<UpdateOutcome>;
