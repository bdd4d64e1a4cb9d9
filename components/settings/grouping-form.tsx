"use client";

import { GroupingPreview } from "#components/settings/grouping-preview.tsx";
import { RulesField } from "#components/settings/rules-field.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { useSettingsForm } from "#components/settings/use-settings-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import type { GroupingPreview as Preview } from "#lib/projects/preview-grouping.ts";

type Props = {
  stackTraceRules: string;
  fingerprintRules: string;
  disabled: boolean;
  save: (state: ActionState, form: FormData) => Promise<ActionState>;
  preview: (form: FormData) => Promise<ActionState<Preview>>;
};

/** The project's own rules of grouping, tried on its newest events while they are typed. */
export function GroupingForm({ stackTraceRules, fingerprintRules, disabled, save, preview }: Props) {
  const { form, state, faults, pending, tried, trying, changed, onSubmit } = useSettingsForm({
    save,
    preview,
    saved: "Rules saved",
    disabled,
  });
  return (
    <form ref={form} onSubmit={onSubmit} onChange={changed} noValidate>
      <fieldset disabled={disabled} className="min-w-0">
        <legend className="sr-only">Rules of grouping</legend>
        <SettingsSection
          title="Fingerprint rules"
          description={
            <>
              <p>
                Decide the group of an event by themselves. The first rule that matches counts, and goes
                before what the SDK sent.
              </p>
              <p className="mt-2">
                <code className="font-mono">{"{{ default }}"}</code> stands for the usual grouping; a variable
                such as <code className="font-mono">{"{{ transaction }}"}</code> for what the event says.
              </p>
            </>
          }
        >
          <RulesField
            name="fingerprintRules"
            label="Fingerprint rules"
            hint="One a line: what must match, an arrow, and the fingerprint."
            example={
              'type:TimeoutError module:"payments.*" -> payments-timeout title="Payments time out"\nmessage:"*deadlock*" -> deadlock, {{ transaction }}'
            }
            value={fingerprintRules}
            error={faults["fingerprintRules"]}
          />
        </SettingsSection>
        <SettingsSection
          title="Stack-trace rules"
          description={
            <>
              <p>Say which frames are your own, and which take part in grouping.</p>
              <p className="mt-2">
                <code className="font-mono">+app</code> and <code className="font-mono">-app</code> mark
                frames, <code className="font-mono">-group</code> leaves them out.{" "}
                <code className="font-mono">^</code> reaches all frames towards the crash,{" "}
                <code className="font-mono">v</code> all callers.
              </p>
            </>
          }
        >
          <RulesField
            name="stackTraceRules"
            label="Stack-trace rules"
            hint="One a line: what a frame must match, and what to do with it."
            example={"path:**/vendor/** -app\nfunction:logAndThrow -group\nmodule:framework.* v-app"}
            value={stackTraceRules}
            error={faults["stackTraceRules"]}
          />
        </SettingsSection>
        {!disabled && (
          <SettingsSection
            title="Preview"
            description="The rules as they stand above, tried on the newest events."
          >
            <GroupingPreview tried={tried} trying={trying} />
            {state.message && <Notice tone="error">{state.message}</Notice>}
            <div>
              <Button type="submit" variant="primary" loading={pending}>
                Save
              </Button>
            </div>
          </SettingsSection>
        )}
      </fieldset>
    </form>
  );
}
