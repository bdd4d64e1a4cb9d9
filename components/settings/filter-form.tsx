"use client";

import { FilterPreview } from "#components/settings/filter-preview.tsx";
import { LinesField } from "#components/settings/lines-field.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { useSettingsForm } from "#components/settings/use-settings-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { FilterSettings } from "#lib/filters/schema.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import type { FilterPreview as Preview } from "#lib/projects/preview-ingest-settings.ts";

type Props = {
  settings: FilterSettings;
  /** Names, labels and last refused versions of browsers. */
  browsers: { name: string; label: string; max: number }[];
  disabled: boolean;
  save: (state: ActionState, form: FormData) => Promise<ActionState>;
  preview: (form: FormData) => Promise<ActionState<Preview>>;
};

const SWITCHES = [
  [
    "browserExtensions",
    "Browser extensions",
    "Errors that extensions and injected scripts throw into a page.",
  ],
  ["webCrawlers", "Web crawlers", "Search engines, link previews and monitors, by their User-Agent."],
  ["localhost", "Localhost", "Pages on localhost and users at the local address."],
  ["healthChecks", "Health checks", "Transactions such as GET /healthz, /ready or /ping."],
  ["chunkLoadErrors", "Chunk load errors", "Script files of an older build that are gone after a deploy."],
  ["hydrationErrors", "React hydration errors", "Minified React errors 418, 419, 421, 422, 423 and 425."],
] as const;

const LISTS = [
  [
    "errorMessages",
    "Error messages",
    "One pattern a line, compared with “Type: value”. * stands for anything; case does not matter.",
    "TypeError: Failed to fetch*",
  ],
  ["releases", "Releases", "One pattern a line.", "web@1.*"],
  [
    "ipAddresses",
    "IP addresses",
    "Of the sender and of the event's user. One address, range or pattern a line.",
    "10.0.0.0/8",
  ],
] as const;

/** What a project refuses, tried on its last events while it is chosen. */
export function FilterForm({ settings, browsers, disabled, save, preview }: Props) {
  const { form, state, faults, pending, tried, trying, changed, onSubmit } = useSettingsForm({
    save,
    preview,
    saved: "Filters saved",
    disabled,
  });
  return (
    <form ref={form} onSubmit={onSubmit} onChange={changed} noValidate>
      <fieldset disabled={disabled} className="min-w-0">
        <legend className="sr-only">Filters</legend>
        <SettingsSection title="Known noise" description="What nobody can mend in the code.">
          {SWITCHES.map(([name, label, hint]) => (
            <Checkbox key={name} name={name} label={label} hint={hint} defaultChecked={settings[name]} />
          ))}
        </SettingsSection>
        <SettingsSection title="Old browsers" description="The version that is named, and all before it.">
          <div className="grid gap-2 sm:grid-cols-2">
            {browsers.map(({ name, label, max }) => (
              <Checkbox
                key={name}
                name="legacyBrowsers"
                value={name}
                label={`${label} ${max}`}
                defaultChecked={settings.legacyBrowsers.includes(name)}
              />
            ))}
          </div>
        </SettingsSection>
        <SettingsSection title="Your own" description="Patterns of what you do not want.">
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
        {!disabled && (
          <SettingsSection
            title="Preview"
            description="Who sent an event is not stored, so addresses are compared with its user's alone, and health checks are not tried."
          >
            <FilterPreview tried={tried} trying={trying} />
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
