"use client";

import { useActionState, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { idle, type ActionState } from "#lib/format/action-state.ts";
import type { PlatformChoice } from "#components/projects/match-platforms.ts";
import { PlatformPicker } from "#components/projects/platform-picker.tsx";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  platforms: readonly PlatformChoice[];
};

const suggestedName = (platform: PlatformChoice) => platform.id.split("-").at(-1) ?? platform.id;

/** Platform and name of a new project; the name follows the platform until somebody types one. */
export function NewProjectForm({ action, platforms }: Props) {
  const [state, submit] = useActionState(action, idle);
  const [platform, setPlatform] = useState<PlatformChoice>();
  const [typedName, setTypedName] = useState<string>();
  const name = typedName ?? (platform ? suggestedName(platform) : "");
  return (
    <form action={submit} noValidate className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6">
      {state.message && <Notice tone="error">{state.message}</Notice>}
      <PlatformPicker
        platforms={platforms}
        chosen={platform?.id}
        onChoose={setPlatform}
        error={platform ? undefined : state.fields["platform"]}
      />
      {platform && <input type="hidden" name="platform" value={platform.id} />}
      <Field
        label="Project name"
        hint="One project for each program that is deployed by itself."
        error={state.fields["name"]}
        className="max-w-sm"
      >
        {(control) => (
          <Input
            {...control}
            name="name"
            autoComplete="off"
            value={name}
            onChange={(event) => setTypedName(event.target.value)}
          />
        )}
      </Field>
      <div>
        <SubmitButton>Create project</SubmitButton>
      </div>
    </form>
  );
}
