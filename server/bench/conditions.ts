// `npm run bench -- conditions`: is a planted condition found, and nothing where there is none? Events have all that
// makes it hard: skewed values, tags that follow a part of the condition, tags that are missing, and events of the
// issue that break the rule.
import { conditionOfRows, type TagRow } from "#server/bench/condition-of-rows.ts";

type Random = () => number;
type Planted = { key: string; value: string }[];
/** A tag: its values with their shares added up; it follows another tag's value, or is missing, so often. */
type Tag = {
  key: string;
  values: { value: string; upTo: number }[];
  follows: { key: string; value: string; often: number } | null;
  missing: number;
};

const between = (random: Random, least: number, most: number) => least + (most - least) * random();
const whole = (random: Random, least: number, most: number) => Math.floor(between(random, least, most + 1));

/** Shares that fall off as those of browsers and plans do. */
function skewedTag(random: Random, key: string): Tag {
  const skew = between(random, 0.3, 1.6);
  const weights = Array.from({ length: whole(random, 2, 12) }, (_, rank) => (rank + 1) ** -skew);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let upTo = 0;
  const values = weights.map((weight, rank) => ({ value: `${key}-${rank}`, upTo: (upTo += weight / sum) }));
  return { key, values, follows: null, missing: random() < 0.3 ? between(random, 0, 0.4) : 0 };
}

/** An event. Tags do not depend on each other but by `follows`, so an event under a condition is drawn with it fixed. */
function drawTags(random: Random, tags: readonly Tag[], fixed: Planted): Map<string, string> {
  const row = new Map<string, string>();
  for (const { key, values, follows, missing } of tags) {
    const given = fixed.find((part) => part.key === key)?.value;
    const first = values[0]?.value ?? "";
    const isLed = follows !== null && row.get(follows.key) === follows.value && random() < follows.often;
    const at = random();
    const value = given ?? (isLed ? first : (values.find(({ upTo }) => at <= upTo)?.value ?? first));
    if (given !== undefined || missing === 0 || random() >= missing) row.set(key, value);
  }
  row.set("request_number", String(Math.floor(random() * 1e9)));
  return row;
}

/** Tags that could be why: neither on most events nor on hardly any. */
function plant(random: Random, tags: readonly Tag[], parts: number): Planted {
  const planted: Planted = [];
  while (planted.length < parts) {
    const tag = tags[whole(random, 0, tags.length - 1)];
    const at = whole(random, 0, (tag?.values.length ?? 1) - 1);
    const share = (tag?.values[at]?.upTo ?? 0) - (tag?.values[at - 1]?.upTo ?? 0);
    if (!tag || share < 0.05 || share > 0.55 || planted.some(({ key }) => key === tag.key)) continue;
    planted.push({ key: tag.key, value: tag.values[at]?.value ?? "" });
  }
  return planted;
}

type Trial = { planted: Planted; issue: TagRow[]; baseline: TagRow[] };

function makeTrial(random: Random, parts: number): Trial {
  const own = Array.from({ length: whole(random, 12, 24) }, (_, at) => skewedTag(random, `tag${at}`));
  const planted = plant(random, own, parts);
  const nuisance = Array.from({ length: whole(random, 3, 6) }, (_, at): Tag => {
    const followed = planted[at % Math.max(1, planted.length)] ?? { key: "tag0", value: "tag0-0" };
    return { ...skewedTag(random, `near${at}`), follows: { ...followed, often: between(random, 0.5, 0.95) } };
  });
  const tags = [...own, ...nuisance];
  const baseline = Array.from({ length: whole(random, 2_000, 6_000) }, () => drawTags(random, tags, []));
  const violations = between(random, 0, 0.05);
  const issue = Array.from({ length: whole(random, 40, 600) }, () =>
    drawTags(random, tags, random() < violations ? [] : planted),
  );
  return { planted, issue, baseline };
}

const nameOf = (parts: readonly { key: string; value: string }[]) =>
  parts
    .map(({ key, value }) => `${key}=${value}`)
    .sort()
    .join(" & ");

export type ConditionFigures = {
  trials: number;
  recoveredPairs: number;
  recoveredTriples: number;
  falseFindings: number;
  /** Of the search alone, once the events are counted. */
  msPerTrial: number;
  slowestMs: number;
};

/** So many trials each of planted pairs, planted triples, and events without any condition. */
export function measureConditions(random: Random, trials: number): ConditionFigures {
  const times: number[] = [];
  const run = (parts: number) => {
    const { planted, issue, baseline } = makeTrial(random, parts);
    const { found, searchMs } = conditionOfRows(issue, baseline);
    times.push(searchMs);
    return nameOf(found?.parts ?? []) === nameOf(planted);
  };
  const count = (parts: number) => Array.from({ length: trials }, () => run(parts)).filter(Boolean).length;
  const recoveredPairs = count(2);
  const recoveredTriples = count(3);
  const falseFindings = trials - count(0);
  const round = (ms: number) => Math.round(ms * 100) / 100;
  return {
    trials,
    recoveredPairs,
    recoveredTriples,
    falseFindings,
    msPerTrial: round(times.reduce((sum, ms) => sum + ms, 0) / times.length),
    slowestMs: round(Math.max(...times)),
  };
}
