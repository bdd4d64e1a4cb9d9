"use client";

import { Trash2 } from "lucide-react";
import { METHOD_NAMES, type RuleTypeOption } from "#components/settings/scrubbing-names.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ScrubbingRule } from "#lib/scrubbing/schema.ts";

/** What is wrong with a rule, and with which part of it. */
export type RuleFault = { part: "type" | "pattern" | "source"; message: string };

type Props = {
  rule: ScrubbingRule;
  /** From 1. */
  number: number;
  types: readonly RuleTypeOption[];
  fault?: RuleFault;
  onChange: (rule: ScrubbingRule) => void;
  onRemove: () => void;
};

const METHODS = Object.entries(METHOD_NAMES);

const isMethod = (text: string): text is ScrubbingRule["method"] => Object.hasOwn(METHOD_NAMES, text);

/** One rule: method, what, from where. */
export function ScrubbingRuleRow({ rule, number, types, fault, onChange, onRemove }: Props) {
  const errorOf = (part: RuleFault["part"]) => (fault?.part === part ? fault.message : undefined);
  return (
    <li
      aria-label={`Rule ${number}`}
      className="grid items-start gap-3 border-b pb-4 last:border-b-0 sm:grid-cols-[9rem_minmax(0,14rem)_minmax(0,1fr)_auto]"
    >
      <Field label="Method">
        {(control) => (
          <Select
            {...control}
            value={rule.method}
            onChange={({ target }) => isMethod(target.value) && onChange({ ...rule, method: target.value })}
          >
            {METHODS.map(([method, name]) => (
              <option key={method} value={method}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="What" error={errorOf("type")}>
        {(control) => (
          <Select
            {...control}
            value={rule.type}
            onChange={({ target }) => onChange({ ...rule, type: target.value })}
          >
            {types.map(({ type, label }) => (
              <option key={type} value={type}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="From" error={errorOf("source")}>
        {(control) => (
          <Input
            {...control}
            mono
            spellCheck={false}
            autoComplete="off"
            placeholder="$user.**"
            maxLength={500}
            value={rule.source}
            onChange={({ target }) => onChange({ ...rule, source: target.value })}
          />
        )}
      </Field>
      <Button
        variant="ghost"
        icon
        aria-label={`Remove rule ${number}`}
        className="max-sm:justify-self-end sm:mt-6.5"
        onClick={onRemove}
      >
        <Trash2 aria-hidden />
      </Button>
      {rule.type === "pattern" && (
        <Field
          label="Pattern"
          hint="A regular expression in RE2's syntax."
          error={errorOf("pattern")}
          className="sm:col-span-3"
        >
          {(control) => (
            <Input
              {...control}
              mono
              spellCheck={false}
              autoComplete="off"
              placeholder="ORD-\d{6}"
              maxLength={1_000}
              value={rule.pattern ?? ""}
              onChange={({ target }) => onChange({ ...rule, pattern: target.value })}
            />
          )}
        </Field>
      )}
      {rule.method === "replace" && (
        <Field label="Replacement" className="sm:col-span-3">
          {(control) => (
            <Input
              {...control}
              mono
              autoComplete="off"
              placeholder="[Filtered]"
              maxLength={200}
              value={rule.replacement ?? ""}
              onChange={({ target }) => {
                const { replacement: _before, ...rest } = rule;
                onChange(target.value === "" ? rest : { ...rest, replacement: target.value });
              }}
            />
          )}
        </Field>
      )}
    </li>
  );
}
