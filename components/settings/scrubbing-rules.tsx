"use client";

import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { RuleTypeOption } from "#components/settings/scrubbing-names.ts";
import { ScrubbingRuleRow, type RuleFault } from "#components/settings/scrubbing-rule-row.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ScrubbingRule } from "#lib/scrubbing/schema.ts";

type Props = {
  rules: ScrubbingRule[];
  types: readonly RuleTypeOption[];
  error?: string;
  /** Told when a rule was added, changed or removed. */
  onChange: () => void;
};

const MOST_RULES = 100;

// "Rule 2, pattern: …" names the rule and the part that it is about.
const ABOUT_ONE = /^Rule (\d+), (type|pattern|source): ([^]*)$/;

function faultOf(error: string | undefined): (RuleFault & { number: number }) | null {
  const [, number, part, message] = ABOUT_ONE.exec(error ?? "") ?? [];
  if (message === undefined || (part !== "type" && part !== "pattern" && part !== "source")) return null;
  return { number: Number(number), part, message };
}

/** The advanced rules; the form sends them as JSON in the field `rules`. */
export function ScrubbingRules({ rules: saved, types, error, onChange }: Props) {
  const [rules, setRules] = useState(() => saved.map((rule, id) => ({ id, rule })));
  const nextId = useRef(saved.length);
  const isFirst = useRef(true);
  // A hidden field tells nobody that it has changed.
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else onChange();
  }, [rules, onChange]);
  const add = () => {
    const id = nextId.current++;
    setRules((before) => [...before, { id, rule: { method: "mask", type: "email", source: "**" } }]);
  };
  const fault = faultOf(error);
  return (
    <div className="grid gap-4">
      <input type="hidden" name="rules" value={JSON.stringify(rules.map(({ rule }) => rule))} />
      {rules.length > 0 && (
        <ol className="grid gap-4">
          {rules.map(({ id, rule }, index) => (
            <ScrubbingRuleRow
              key={id}
              rule={rule}
              number={index + 1}
              types={types}
              fault={fault?.number === index + 1 ? fault : undefined}
              onChange={(changed) =>
                setRules((before) => before.map((one) => (one.id === id ? { id, rule: changed } : one)))
              }
              onRemove={() => setRules((before) => before.filter((one) => one.id !== id))}
            />
          ))}
        </ol>
      )}
      {error && !fault && (
        <p role="alert" className="text-sm text-error">
          {error}
        </p>
      )}
      <div>
        <Button onClick={add} disabled={rules.length >= MOST_RULES}>
          <Plus aria-hidden />
          Add rule
        </Button>
      </div>
    </div>
  );
}
