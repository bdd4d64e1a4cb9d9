"use client";

import type { ReactNode } from "react";
import type { RuleTypeOption } from "#components/settings/scrubbing-names.ts";
import { LinesField } from "#components/settings/lines-field.tsx";
import { ScrubbingPreview } from "#components/settings/scrubbing-preview.tsx";
import { ScrubbingRules } from "#components/settings/scrubbing-rules.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { useSettingsForm } from "#components/settings/use-settings-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import type { ScrubbingPreview as Preview } from "#lib/scrubbing/preview.ts";
import type { ScrubbingSettings } from "#lib/scrubbing/schema.ts";

type Props = {
  settings: ScrubbingSettings;
  types: readonly RuleTypeOption[];
  /** What the two switches are called: an organization requires what a project chooses. */
  labels: { defaults: string; addresses: string };
  /** What the organization asks for beyond this, for a project's page. */
  organization?: ReactNode;
  disabled: boolean;
  save: (state: ActionState, form: FormData) => Promise<ActionState>;
  preview: (form: FormData) => Promise<ActionState<Preview | null>>;
};

const LISTS = [
  [
    "sensitiveFields",
    "Sensitive fields",
    "One name a line; part of a name is enough. Their values are replaced as well.",
    "birthday",
  ],
  [
    "safeFields",
    "Safe fields",
    "One name or dotted path a line. The default rules leave them alone; advanced rules do not.",
    "token_count",
  ],
] as const;

/** What is taken out of incoming data, tried on the newest event while it is typed. */
export function ScrubbingForm(props: Props) {
  const { settings, types, labels, organization, disabled, save, preview } = props;
  const { form, state, faults, pending, tried, trying, changed, onSubmit } = useSettingsForm({
    save,
    preview,
    saved: "Data privacy saved",
    disabled,
  });
  return (
    <form ref={form} onSubmit={onSubmit} onChange={changed} noValidate>
      <fieldset disabled={disabled} className="min-w-0">
        <legend className="sr-only">Data privacy</legend>
        <SettingsSection
          title="Default rules"
          description="By the names of fields, and by what values look like."
        >
          {organization}
          <Checkbox
            name="scrubDefaults"
            label={labels.defaults}
            hint="Passwords, secrets, API keys, tokens, session cookies, card numbers, IBANs, US social security numbers, PEM keys and credentials in URLs become [Filtered]."
            defaultChecked={settings.scrubDefaults}
          />
          <Checkbox
            name="scrubIpAddresses"
            label={labels.addresses}
            hint="Users' addresses are removed, and addresses anywhere else become [ip]."
            defaultChecked={settings.scrubIpAddresses}
          />
          {LISTS.map(([name, label, hint, example]) => (
            <LinesField
              key={name}
              name={name}
              label={label}
              hint={hint}
              example={example}
              values={settings[name]}
              error={faults[name]}
            />
          ))}
        </SettingsSection>
        <SettingsSection title="Advanced rules" description={<Sources />}>
          <ScrubbingRules rules={settings.rules} types={types} error={faults["rules"]} onChange={changed} />
        </SettingsSection>
        {!disabled && (
          <SettingsSection
            title="Preview"
            description="Stored events stay as they are; rules hold for what comes in."
          >
            <ScrubbingPreview tried={tried} trying={trying} />
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

const EXAMPLES = [
  "user.email",
  "extra.**",
  "$http.headers.x-id",
  "$frame.vars.*",
  "** && !user.id",
  "extra.'my key'",
];

function Sources() {
  return (
    <>
      <p>Rules run from top to bottom, before the default rules. They look where “From” points, such as</p>
      <ul className="mt-1 grid gap-0.5 font-mono">
        {EXAMPLES.map((example) => (
          <li key={example}>{example}</li>
        ))}
      </ul>
    </>
  );
}
