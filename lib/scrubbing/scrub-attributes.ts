// Attributes of spans, logs and metrics. A rule finds them as `span.data.…`, `log.attributes.…` and
// `metric.attributes.…`; dots in a name part it like those of a path, unless the rule puts the name in quotes.
import type { Plan } from "#lib/scrubbing/plan.ts";
import { KINDS } from "#lib/scrubbing/source.ts";
import { Walk, type Mode } from "#lib/scrubbing/walk.ts";
import type { Attributes } from "#lib/telemetry/attributes.ts";

const ROOTS = {
  span: { key: "span", kind: KINDS.span, list: "data" },
  log: { key: "log", kind: KINDS.object, list: "attributes" },
  metric: { key: "metric", kind: KINDS.object, list: "attributes" },
} as const;

// A statement that names a column "password" or a path with "token" in it tells no secret; its values may.
const TEXTS = /^(?:db|url|http\.(?:url|target|route)|sentry|exception|rpc|graphql|messaging)(?:\.|$)/;
const UNTOUCHED = /^(?:user_agent\.original|http\.user_agent|code\..*|sdk\..*|telemetry\.sdk\..*)$/;

function modeOf(key: string): Mode {
  if (UNTOUCHED.test(key)) return "asked";
  return TEXTS.test(key) ? "text" : "full";
}

function keep<T extends string | number | boolean>(
  given: Readonly<Record<string, T>>,
  scrub: (value: T, key: string) => T | null,
): Record<string, T> {
  const kept: Record<string, T> = {};
  for (const key of Object.keys(given)) {
    const value = given[key];
    const scrubbed = value === undefined ? null : scrub(value, key);
    if (scrubbed !== null) kept[key] = scrubbed;
  }
  return kept;
}

/** The attributes without what the plan takes; numbers and booleans that it takes are left out. */
export function scrubAttributes(given: Attributes, of: keyof typeof ROOTS, plan: Plan): Attributes {
  const walk = new Walk(plan);
  const { key: root, kind, list } = ROOTS[of];
  const at = <T>(key: string, work: () => T): T =>
    walk.hasRules && key.includes(".") ? walk.parted(key, work) : work();
  const scrubText = (value: string, key: string) => at(key, () => walk.text(value, key, modeOf(key)));
  const scrubScalar = <T extends number | boolean>(value: T, key: string): T | null =>
    at(key, () => walk.json(value, key, modeOf(key))) === null ? null : value;
  const scrubbed = walk.section(root, kind, () =>
    walk.section(list, KINDS.object, () => ({
      attributes: keep(given.attributes, scrubText),
      numbers: keep(given.numbers, scrubScalar),
      booleans: keep(given.booleans, scrubScalar),
    })),
  );
  return scrubbed ?? { attributes: {}, numbers: {}, booleans: {} };
}
