// Words of the form for scrubbing rules. The types are those of lib/scrubbing/rule-types.ts, handed down by the page.
import type { ScrubbingRule } from "#lib/scrubbing/schema.ts";

export const METHOD_NAMES: Readonly<Record<ScrubbingRule["method"], string>> = {
  remove: "Remove",
  mask: "Mask with *",
  hash: "Hash",
  replace: "Replace",
};

export type RuleTypeOption = { type: string; label: string };
