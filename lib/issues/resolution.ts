// What an issue is resolved by, beyond "now".
import type { IssueState } from "#lib/issues/issue-state.ts";

export type Resolution = {
  kind: "IN_RELEASE" | "IN_NEXT_RELEASE" | "IN_COMMIT";
  releaseId: number | null;
  /** The version of that release. */
  version: string | null;
  /** IN_NEXT_RELEASE: the newest version when it was resolved. */
  currentVersion: string | null;
  commit: string | null;
  repository: string | null;
};

const NONE = { releaseId: null, version: null, currentVersion: null, commit: null, repository: null };

export const resolvedInRelease = ({ id, version }: { id: number; version: string }): Resolution => ({
  ...NONE,
  kind: "IN_RELEASE",
  releaseId: id,
  version,
});

export const resolvedAfter = (currentVersion: string): Resolution => ({
  ...NONE,
  kind: "IN_NEXT_RELEASE",
  currentVersion,
});

export const resolvedByCommit = (commit: string, repository?: string): Resolution => ({
  ...NONE,
  kind: "IN_COMMIT",
  commit,
  repository: repository ?? null,
});

/** Whether a resolved issue is resolved by the same already. */
export function isResolvedSo(state: IssueState["resolution"], wanted: Resolution | null): boolean {
  if (state === null || wanted === null) return state === wanted;
  return (
    state.kind === wanted.kind &&
    state.release_id === wanted.releaseId &&
    state.current_version === wanted.currentVersion &&
    state.commit === wanted.commit
  );
}

const SHORT_COMMIT = 10;

/** What follows "resolved": in which release, by which commit. */
export function resolutionWords({ version, currentVersion, commit }: Resolution): string {
  if (version !== null) return `in ${version}`;
  if (currentVersion !== null) return `in the release after ${currentVersion}`;
  return `by commit ${(commit ?? "").slice(0, SHORT_COMMIT)}`;
}
