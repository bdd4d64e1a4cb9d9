"use client";

import { startTransition, useActionState, useState, type ChangeEvent, type SubmitEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";

type Props = {
  stackRoot: string;
  sourceRoot: string;
  /** There is a file that this one takes the place of. */
  isReplacement: boolean;
  upload: (state: ActionState, form: FormData) => Promise<ActionState>;
};

const MAX_BYTES = 3 * 1024 * 1024;

/** Takes a CODEOWNERS file, chosen or pasted. */
export function CodeOwnersForm({ stackRoot, sourceRoot, isReplacement, upload }: Props) {
  const toast = useToast();
  const [text, setText] = useState("");
  const [refused, setRefused] = useState<string>();
  const [state, submit, pending] = useActionState(
    async (before: ActionState, form: FormData): Promise<ActionState> => {
      const after = await upload(before, form).catch((): ActionState => {
        return { ...idle, status: "failed", message: "The file could not be sent. Try again." };
      });
      if (after.status === "saved") toast({ title: "CODEOWNERS saved" });
      return after;
    },
    idle,
  );
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    if (!file) return;
    setRefused(file.size > MAX_BYTES ? "The file is larger than 3 MB." : undefined);
    if (file.size <= MAX_BYTES) setText(await file.text());
  };
  // Sent by hand, because React empties a form that an action has taken, also when the action refused it.
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    form.delete("file");
    startTransition(() => submit(form));
  };
  return (
    <form onSubmit={send} noValidate className="grid gap-4">
      <Field label={isReplacement ? "Another file" : "File"} error={refused} className="max-w-xl">
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            onChange={(event) => void choose(event)}
            className="min-h-8 w-full text-sm file:mr-3 file:h-8 file:rounded-md file:border file:border-control file:bg-surface file:px-3 file:font-medium file:text-ink"
          />
        )}
      </Field>
      <Field label="Or paste it" error={state.fields["text"]}>
        {(control) => (
          <TextArea
            {...control}
            name="text"
            mono
            rows={6}
            wrap="off"
            spellCheck={false}
            placeholder={"*            @acme/web\n/src/pay/    @acme/payments"}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Paths in stack traces begin with"
          optional
          error={state.fields["stackRoot"]}
          hint="Such as /app/ or https://example.com/static/"
        >
          {(control) => <Input {...control} name="stackRoot" mono defaultValue={stackRoot} />}
        </Field>
        <Field
          label="In the repository they begin with"
          optional
          error={state.fields["sourceRoot"]}
          hint="Such as packages/web/; empty for the root"
        >
          {(control) => <Input {...control} name="sourceRoot" mono defaultValue={sourceRoot} />}
        </Field>
      </div>
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <div>
        <Button type="submit" loading={pending}>
          {isReplacement ? "Replace the file" : "Save the file"}
        </Button>
      </div>
    </form>
  );
}
