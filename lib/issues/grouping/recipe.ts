import type { Stacktrace } from "#lib/events/event.ts";
import { parameterize } from "#lib/issues/grouping/parameterize.ts";
import type { FingerprintRule } from "#lib/issues/grouping/rules/fingerprint-rules.ts";
import type { StackVerdict } from "#lib/issues/grouping/rules/judge-frames.ts";
import type { Placed } from "#lib/issues/grouping/rules/rule-line.ts";

/** What the project's rules say of one event. */
export type Rulings = {
  readonly stacks: ReadonlyMap<Stacktrace, StackVerdict>;
  readonly fingerprint: Placed<FingerprintRule> | null;
};

/** How texts are cleaned, which is where versions differ, and what the rules say. */
export type Recipe = Rulings & { readonly clean: (text: string) => string };

/** What holds where no rule says anything. */
export const noRulings: Rulings = { stacks: new Map(), fingerprint: null };

/** Version 1 without rules: also what a title is made with. */
export const plainRecipe: Recipe = { ...noRulings, clean: parameterize };
