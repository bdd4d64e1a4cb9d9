// Settings as something that runs. Compiling takes up to a millisecond, so plans are kept.
import { log } from "#lib/log.ts";
import { compileRule, RuleError, type CompiledRule } from "#lib/scrubbing/compile-rule.ts";
import { secretKeyRule } from "#lib/scrubbing/default-rules.ts";
import { LIMITS } from "#lib/scrubbing/limits.ts";
import type { ScrubbingRule, ScrubbingSettings } from "#lib/scrubbing/schema.ts";

export type ScrubbingPolicy = {
  scrubbing: ScrubbingSettings;
  organizationScrubbing: ScrubbingSettings;
};

export type Plan = {
  /** The organization's, then the project's. */
  rules: readonly CompiledRule[];
  defaults: boolean;
  addresses: boolean;
  /** The rule that a field's name calls for; null: none. */
  ruleOfKey: (key: string) => string | null;
  isSafe: (keys: readonly string[]) => boolean;
};

const MAX_PLANS = 500;
const MAX_KEYS = 5_000;

const plans = new Map<string, Plan>();
const known = new WeakMap<ScrubbingSettings, WeakMap<ScrubbingSettings, Plan>>();

function compileRules(rules: readonly ScrubbingRule[], whose: string): CompiledRule[] {
  return rules.flatMap((rule, index) => {
    try {
      const compiled = compileRule(rule);
      return { ...compiled, done: `${compiled.done} (${whose} rule ${index + 1})` };
    } catch (error) {
      // Rules are checked before they are saved; one that a newer version refuses must not stop the digest.
      if (!(error instanceof RuleError)) throw error;
      log.warn("A scrubbing rule cannot be used", { rule: index + 1, whose, error: error.message });
      return [];
    }
  });
}

const lowered = (texts: readonly string[]) =>
  texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== "");

/** Remembers what was asked before: an application's fields have the same names again and again. */
function remembered(ask: (key: string) => string | null): (key: string) => string | null {
  const answers = new Map<string, string | null>();
  return (key) => {
    const answer = answers.get(key);
    if (answer !== undefined) return answer;
    if (answers.size >= MAX_KEYS) answers.clear();
    const found = ask(key);
    answers.set(key, found);
    return found;
  };
}

function keyRules(defaults: boolean, sensitive: readonly string[]) {
  return remembered((key) => {
    const lower = key.toLowerCase();
    const field = sensitive.find((part) => lower.includes(part));
    if (field !== undefined) return `sensitive field ${field}`;
    return defaults ? secretKeyRule(key) : null;
  });
}

/** A safe field is named by its key, or by a dotted path that ends in it. */
function safety(fields: readonly string[]): (keys: readonly string[]) => boolean {
  if (fields.length === 0) return () => false;
  const safe = new Set(fields);
  return (keys) => {
    let path = "";
    for (let at = keys.length - 1; at >= 0; at--) {
      const key = keys[at]?.toLowerCase() ?? "";
      path = path === "" ? key : `${key}.${path}`;
      if (safe.has(path)) return true;
    }
    return false;
  };
}

function compilePlan({ scrubbing, organizationScrubbing }: ScrubbingPolicy): Plan {
  const defaults = scrubbing.scrubDefaults || organizationScrubbing.scrubDefaults;
  const both = (list: "sensitiveFields" | "safeFields") =>
    lowered([...organizationScrubbing[list], ...scrubbing[list]]);
  return {
    rules: [
      ...compileRules(organizationScrubbing.rules, "organization"),
      ...compileRules(scrubbing.rules, "project"),
    ],
    defaults,
    addresses: scrubbing.scrubIpAddresses || organizationScrubbing.scrubIpAddresses,
    ruleOfKey: keyRules(defaults, both("sensitiveFields")),
    isSafe: safety(both("safeFields")),
  };
}

/** The plan of a policy; the same settings give the same plan, in whatever object they come. */
export function planOf(policy: ScrubbingPolicy): Plan {
  const { scrubbing, organizationScrubbing } = policy;
  const ofOrganization = known.get(organizationScrubbing) ?? new WeakMap<ScrubbingSettings, Plan>();
  known.set(organizationScrubbing, ofOrganization);
  const remembered = ofOrganization.get(scrubbing);
  if (remembered) return remembered;
  const text = JSON.stringify([organizationScrubbing, scrubbing]);
  const plan = plans.get(text) ?? compilePlan(policy);
  if (plans.size >= MAX_PLANS) plans.clear();
  plans.set(text, plan);
  ofOrganization.set(scrubbing, plan);
  return plan;
}

/** Whether all patterns together are small enough to run with every event. */
export const fitsTogether = (rules: readonly CompiledRule[]): boolean =>
  rules.reduce((sum, rule) => sum + rule.size, 0) <= LIMITS.patternsSize;
