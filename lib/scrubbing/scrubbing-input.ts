// What a form may send as scrubbing, with messages for whoever typed it.
import { z } from "zod";
import { compileRule, RuleError, type CompiledRule } from "#lib/scrubbing/compile-rule.ts";
import { fitsTogether } from "#lib/scrubbing/plan.ts";
import { ScrubbingRule, type ScrubbingSettings } from "#lib/scrubbing/schema.ts";

const checkbox = z
  .string()
  .optional()
  .transform((value) => value === "on");

/** One name a line. */
const names = z
  .string()
  .max(50_000, "Too long.")
  .default("")
  .transform((text) => text.split(/\r?\n/).flatMap((line) => line.trim() || []))
  .pipe(z.array(z.string().max(200, "At most 200 characters a line.")).max(200, "At most 200 lines."));

function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("The rules cannot be read.");
    return z.NEVER;
  }
}

function check(rules: readonly ScrubbingRule[], context: z.RefinementCtx): void {
  const compiled: CompiledRule[] = [];
  for (const [index, rule] of rules.entries())
    try {
      compiled.push(compileRule(rule));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      context.addIssue(`Rule ${index + 1}, ${error.part}: ${error.message}`);
    }
  if (!fitsTogether(compiled)) context.addIssue("The patterns are too large together: repeat less.");
}

const rules = z
  .string()
  .max(200_000, "Too long.")
  .default("[]")
  .transform(readJson)
  .pipe(z.array(ScrubbingRule, "The rules cannot be read.").max(100, "At most 100 rules."))
  .superRefine(check);

export const ScrubbingInput = z.object({
  scrubDefaults: checkbox,
  scrubIpAddresses: checkbox,
  sensitiveFields: names,
  safeFields: names,
  rules,
}) satisfies z.ZodType<ScrubbingSettings, unknown>;
