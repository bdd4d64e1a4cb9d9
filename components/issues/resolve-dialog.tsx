"use client";

import { type RefObject, useState } from "react";
import { FormDialog } from "#components/issues/form-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { ResolvedBy } from "#lib/issues/schema.ts";

type Props = {
  /** What is asked for; undefined: nothing. */
  asking: "release" | "commit" | undefined;
  onClose: () => void;
  onResolve: (by: ResolvedBy) => void;
  returnTo: RefObject<HTMLElement | null>;
};

const COMMIT = /^[0-9a-f]{7,40}$/i;
const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim();

/** Asks which release or commit fixed it. */
export function ResolveDialog({ asking, onClose, onResolve, returnTo }: Props) {
  const [fault, setFault] = useState<string>();
  const isCommit = asking === "commit";
  const finish = (by: ResolvedBy) => {
    setFault(undefined);
    onClose();
    onResolve(by);
  };
  const submit = (form: FormData) => {
    const version = text(form, "version");
    const [commit, repository] = [text(form, "commit"), text(form, "repository")];
    if (isCommit && !COMMIT.test(commit)) return setFault("Enter 7 to 40 hex characters of the commit.");
    if (!isCommit && version === "") return setFault("Enter the version of the release.");
    if (isCommit) return finish({ kind: "commit", commit, ...(repository && { repository }) });
    finish({ kind: "release", version });
  };
  return (
    <FormDialog
      title={isCommit ? "Resolved by a commit" : "Resolved in a release"}
      description={
        isCommit
          ? "It counts as resolved now. An event of a release with this commit makes it a regression."
          : "Events of older releases leave it resolved; one of this release or a later one makes it a regression."
      }
      submit="Resolve"
      open={asking !== undefined}
      onOpenChange={(open) => {
        setFault(undefined);
        if (!open) onClose();
      }}
      onSubmit={submit}
      returnTo={returnTo}
    >
      {isCommit ? (
        <>
          <Field label="Commit" error={fault}>
            {(control) => (
              <Input {...control} name="commit" mono autoFocus autoComplete="off" maxLength={40} />
            )}
          </Field>
          <Field label="Repository" optional>
            {(control) => <Input {...control} name="repository" placeholder="acme/web" maxLength={200} />}
          </Field>
        </>
      ) : (
        <Field label="Version" error={fault} hint="As the SDK sends it, such as web@2.4.1.">
          {(control) => (
            <Input {...control} name="version" mono autoFocus autoComplete="off" maxLength={200} />
          )}
        </Field>
      )}
    </FormDialog>
  );
}
