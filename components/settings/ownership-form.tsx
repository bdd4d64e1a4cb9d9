"use client";

import Link from "next/link";
import { useRef } from "react";
import { OwnershipTrial } from "#components/settings/ownership-trial.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { useSettingsForm } from "#components/settings/use-settings-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import type { Fault } from "#lib/ownership/parse-rules.ts";
import type { OwnershipTrial as Trial } from "#lib/ownership/try-ownership.ts";

type Props = {
  rules: string;
  autoAssign: boolean;
  /** Where teams are made and given projects. */
  teamsHref: string;
  disabled: boolean;
  save: (state: ActionState, form: FormData) => Promise<ActionState>;
  preview: (form: FormData) => Promise<ActionState<Trial>>;
};

const EXAMPLE = `# the last matching line wins
path:src/checkout/* #payments
module:com.acme.billing.* #payments ada@example.com
url:https://example.com/admin/* #back-office
tags.customer:enterprise* #key-accounts`;

/** Ownership rules, tried on recent events while they are typed. */
export function OwnershipForm({ rules, autoAssign, teamsHref, disabled, save, preview }: Props) {
  const { form, state, faults, pending, tried, trying, changed, onSubmit } = useSettingsForm({
    save,
    preview,
    saved: "Ownership saved",
    disabled,
  });
  const text = useRef<HTMLTextAreaElement>(null);
  const wrong = tried.result?.faults ?? [];
  return (
    <form ref={form} onSubmit={onSubmit} onChange={changed} noValidate className="border-b">
      <fieldset disabled={disabled} className="min-w-0">
        <legend className="sr-only">Ownership rules</legend>
        <SettingsSection title="Ownership rules" description={<Grammar teamsHref={teamsHref} />}>
          <Field
            label="Rules"
            hint="One rule a line; the last one that matches wins."
            error={faults["rules"]}
          >
            {(control) => (
              <TextArea
                {...control}
                ref={text}
                name="rules"
                mono
                rows={12}
                spellCheck={false}
                autoCapitalize="off"
                wrap="off"
                placeholder={EXAMPLE}
                defaultValue={rules}
                {...(wrong.length > 0 && { "aria-invalid": true })}
              />
            )}
          </Field>
          {wrong.length > 0 && <Faults faults={wrong} show={(fault) => showFault(text.current, fault)} />}
          <Checkbox
            name="autoAssign"
            label="Assign issues"
            hint="The first owner gets new issues, and those that rules assigned before. What a person assigned stays."
            defaultChecked={autoAssign}
          />
        </SettingsSection>
        {!disabled && (
          <SettingsSection
            title="Test"
            description="The rules as they stand, with the CODEOWNERS file that is saved. Nothing is assigned by a test."
          >
            <Field label="Path or URL" optional error={faults["place"]} className="max-w-xl">
              {(control) => (
                <Input
                  {...control}
                  name="place"
                  mono
                  autoComplete="off"
                  spellCheck={false}
                  placeholder="src/checkout/pay.ts"
                />
              )}
            </Field>
            <OwnershipTrial tried={tried} trying={trying} />
            {state.message && (
              <Notice tone="error" title="Not saved">
                <p className="whitespace-pre-line">{state.message}</p>
              </Notice>
            )}
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

/** Puts the cursor where the fault is. */
function showFault(text: HTMLTextAreaElement | null, { line, column }: Fault): void {
  if (!text) return;
  const lines = text.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const end = before + (lines[line - 1]?.length ?? 0);
  text.focus();
  text.setSelectionRange(Math.min(before + column - 1, end), end);
}

function Faults({ faults, show }: { faults: readonly Fault[]; show: (fault: Fault) => void }) {
  return (
    <ul aria-label="What is wrong" className="grid gap-1 text-sm">
      {faults.map((fault) => (
        <li key={`${fault.line}:${fault.column}`} className="flex gap-3">
          <button
            type="button"
            onClick={() => show(fault)}
            className="h-6 shrink-0 rounded-sm font-mono whitespace-nowrap text-error underline"
          >
            Line {fault.line}, column {fault.column}
          </button>
          <span className="min-w-0 py-0.5 [overflow-wrap:anywhere]">{fault.message}</span>
        </li>
      ))}
    </ul>
  );
}

const MATCHERS = [
  ["path:", "the file of a frame; without a word before it, a rule is one of these"],
  ["module:", "the module of a frame"],
  ["url:", "the address that was asked for"],
  ["tags.name:", "a tag; tags.user.email asks the user first"],
  ["codeowners:", "a file, in the words of CODEOWNERS"],
] as const;

function Grammar({ teamsHref }: { teamsHref: string }) {
  return (
    <div className="grid gap-2">
      <p>What to look for, then who owns it: e-mail addresses of members, or teams that have this project.</p>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1">
        {MATCHERS.map(([name, meaning]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-ink">{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>* stands for anything, # begins a comment, and quotes keep spaces together.</p>
      <p>
        <Link href={teamsHref} className="rounded-sm font-medium text-ink underline">
          Teams
        </Link>
      </p>
    </div>
  );
}
