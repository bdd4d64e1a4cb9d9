// What the server answers to whoever merges, unmerges, deletes or discards; pages hand the actions down as props.
import type { MergeOutcome } from "#lib/issues/merge-issues.ts";
import type { MergePreview } from "#lib/issues/merge-preview.ts";

type Refused = { ok: false; message: string };

export type PreviewAnswer = { ok: true; preview: MergePreview } | Refused;
export type MergeAnswer = ({ ok: true } & MergeOutcome) | Refused;
/** `changed` counts groups; `shortId` is where the first of them are now. */
export type UnmergeAnswer = { ok: true; changed: number; shortId: string } | Refused;
export type RemoveAnswer = { ok: true; removed: number } | Refused;

/** Which issue is kept, and whether the merge teaches. */
export type MergeChoice = { parentId: number; learn: boolean };
