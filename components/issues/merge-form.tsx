"use client";

import { useState } from "react";
import type { MergeChoice } from "#components/issues/merge-calls.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Count } from "#components/ui/count.tsx";
import { DialogClose } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { exactCount } from "#lib/format/count.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { MergePreview, PreviewIssue } from "#lib/issues/merge-preview.ts";

type Props = {
  preview: MergePreview;
  merging: boolean;
  fault?: string;
  onSubmit: (choice: MergeChoice) => void;
};

const STATUS: Readonly<Record<PreviewIssue["status"], string>> = {
  UNRESOLVED: "unresolved",
  RESOLVED: "resolved",
  ARCHIVED: "archived",
};

const count = (value: number, one: string, many: string) =>
  value === 1 ? `1 ${one}` : `${exactCount(value)} ${many}`;

/** Which issue is kept, what comes of it, and what is learned. */
export function MergeForm({ preview, merging, fault, onSubmit }: Props) {
  const { parent, children, childCount, events, users, rule, noRule } = preview;
  const [keptId, setKeptId] = useState(parent.id);
  const [learn, setLearn] = useState(true);
  const issues = [parent, ...children];
  const kept = issues.find(({ id }) => id === keptId) ?? parent;
  const unseen = childCount - children.length;
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ parentId: keptId, learn });
      }}
    >
      <fieldset className="min-w-0">
        <legend className="mb-1 font-medium">Keep</legend>
        <div className="grid max-h-64 grid-cols-[minmax(0,1fr)] divide-y overflow-y-auto rounded-md border">
          {issues.map((issue) => (
            <KeepChoice
              key={issue.id}
              issue={issue}
              isKept={issue.id === keptId}
              onKeep={() => setKeptId(issue.id)}
            />
          ))}
          {unseen > 0 && (
            <p className="px-3 py-2 text-sm text-muted">and {count(unseen, "smaller one", "smaller ones")}</p>
          )}
        </div>
      </fieldset>
      <p className="text-pretty">
        {kept.shortId} will have {count(events, "event", "events")}
        {users !== null && users > 0 && ` of ${count(users, "user", "users")}`}, and stays{" "}
        {STATUS[kept.status]}.
      </p>
      {rule ? (
        <Checkbox
          checked={learn}
          onChange={(event) => setLearn(event.currentTarget.checked)}
          label="Learn from this merge"
          hint={<span className="[overflow-wrap:anywhere]">{untrustedText(rule, 600)}</span>}
        />
      ) : (
        <p className="text-sm text-pretty text-muted">Nothing is learned from this merge. {noRule}</p>
      )}
      {fault && <Notice tone="error">{fault}</Notice>}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={merging}>
          Merge {exactCount(childCount + 1)} issues
        </Button>
      </div>
    </form>
  );
}

type ChoiceProps = { issue: PreviewIssue; isKept: boolean; onKeep: () => void };

function KeepChoice({ issue, isKept, onKeep }: ChoiceProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 px-3 py-1.5 hover:bg-hover has-checked:bg-accent-soft">
      <input
        type="radio"
        name="kept"
        checked={isKept}
        onChange={onKeep}
        className="size-4 shrink-0 accent-[var(--accent)]"
      />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate" title={issue.title}>
          {untrustedText(issue.title, 200)}
        </bdi>
        <span className="block font-mono text-sm text-muted">{issue.shortId}</span>
      </span>
      <Count value={issue.events} unit="events" className="shrink-0 text-sm text-muted tabular-nums" />
    </label>
  );
}
