// What the list's page hands to the list: every action on issues, bound to the organization and the list's address.
import type {
  MergeAnswer,
  MergeChoice,
  PreviewAnswer,
  RemoveAnswer,
} from "#components/issues/merge-calls.ts";
import type {
  UndoIssuesAction,
  UpdateIssuesAction,
  UpdateMatchingAction,
} from "#components/issues/update-action.ts";
import type { MergePreview } from "#lib/issues/merge-preview.ts";

export type MatchingPreview =
  { ok: true; ids: number[]; preview: MergePreview } | { ok: false; message: string };

export type BulkCalls = {
  update: UpdateIssuesAction;
  updateMatching: UpdateMatchingAction;
  undo: UndoIssuesAction;
  previewMerge: (ids: readonly number[]) => Promise<PreviewAnswer>;
  previewMatchingMerge: () => Promise<MatchingPreview>;
  merge: (request: MergeChoice & { ids: number[] }) => Promise<MergeAnswer>;
  /** null for whoever may not. */
  remove: ((ids: readonly number[]) => Promise<RemoveAnswer>) | null;
};
