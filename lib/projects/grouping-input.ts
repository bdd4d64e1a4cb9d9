// What a form may send as the rules of grouping, with the line of each fault.
import { z } from "zod";
import { parseFingerprintRules } from "#lib/issues/grouping/rules/fingerprint-rules.ts";
import { type RuleError } from "#lib/issues/grouping/rules/rule-line.ts";
import { parseStackTraceRules } from "#lib/issues/grouping/rules/stack-trace-rules.ts";
import { isStorable, NOT_STORABLE } from "#lib/storable.ts";

const MOST_SHOWN = 5;

function inWords(errors: readonly RuleError[]): string {
  const shown = errors
    .slice(0, MOST_SHOWN)
    .map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}.`);
  const rest = errors.length - shown.length;
  return [...shown, ...(rest > 0 ? [`And ${rest} more.`] : [])].join("\n");
}

const rules = (parse: (text: string) => { errors: readonly RuleError[] }) =>
  z.string().superRefine((text, context) => {
    if (!isStorable(text)) context.addIssue(NOT_STORABLE);
    const { errors } = parse(text);
    if (errors.length > 0) context.addIssue(inWords(errors));
  });

export const GroupingInput = z.object({
  stackTraceRules: rules(parseStackTraceRules),
  fingerprintRules: rules(parseFingerprintRules),
});
export type GroupingInput = z.infer<typeof GroupingInput>;
