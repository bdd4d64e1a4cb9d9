// The smallest combination of tags that the events of an issue have and other events do not: it may be why. Pure.
import { type Bits, bitsOf, both, countBoth, type Sample } from "#lib/issues/conditions/bits.ts";
import { MIN_COVERAGE, type Part } from "#lib/issues/conditions/choose-parts.ts";
import { gStatistic, logChance, type Share } from "#lib/issues/conditions/fisher.ts";

/** Every part together, on both sides. `lift`: how many times as frequent here as in other events; null: never there. */
export type FoundCondition = {
  parts: Part[];
  issue: Share;
  baseline: Share;
  lift: number | null;
  /** log10 of the probability that chance alone finds it, after the correction for all that was tried. */
  logChance: number;
};

/** A condition is three times as frequent here as elsewhere, or it explains little. */
const MIN_LIFT = 3;
/** A part rules out a fifth of the other events that the rest lets through, or it is not needed. */
const MAX_LEFT = 0.8;
const LOG_ALPHA = Math.log(0.01);
/** A condition with more parts is better by more than this, or the smaller one is it. */
const CLEARLY_BETTER = 1.005;

type Support = { issue: number; baseline: number };
/** Parts by number, with how many rows have all of them, and all but each of them. */
type Candidate = Support & { parts: number[]; without: Support[] };

type Counts = { support: Support; issue: Bits; baseline: Bits };

/** Combinations of one to three parts that nearly all of the issue's rows have, with their counts. */
function* candidates(parts: readonly Part[], issue: Sample, baseline: Sample): Generator<Candidate> {
  const least = issue.size * MIN_COVERAGE;
  const [here, there] = [bitsOf(issue, parts), bitsOf(baseline, parts)];
  const nothing = { issue: issue.size, baseline: baseline.size };
  const countOne = (one: number): Counts => {
    const [inIssue, inBaseline] = [here[one] ?? new Uint32Array(), there[one] ?? new Uint32Array()];
    const support = { issue: countBoth(inIssue, inIssue), baseline: countBoth(inBaseline, inBaseline) };
    return { support, issue: inIssue, baseline: inBaseline };
  };
  const singles = parts.map((_, one) => countOne(one));
  for (const [one, { support }] of singles.entries())
    if (support.issue >= least) yield { ...support, parts: [one], without: [nothing] };

  const pairs = new Map<number, Counts>();
  const pairOf = (a: number, b: number) => a * parts.length + b;
  for (const [b, second] of singles.entries())
    for (const [a, first] of singles.slice(0, b).entries()) {
      const counts = {
        issue: both(first.issue, second.issue),
        baseline: both(first.baseline, second.baseline),
      };
      const support = {
        issue: countBoth(counts.issue, counts.issue),
        baseline: countBoth(counts.baseline, counts.baseline),
      };
      if (support.issue < least) continue;
      pairs.set(pairOf(a, b), { ...counts, support });
      yield { ...support, parts: [a, b], without: [second.support, first.support] };
    }

  for (const [pair, first] of pairs) {
    const [a, b] = [Math.floor(pair / parts.length), pair % parts.length];
    for (let c = b + 1; c < parts.length; c++) {
      const [ac, bc, third] = [pairs.get(pairOf(a, c)), pairs.get(pairOf(b, c)), singles[c]];
      if (!ac || !bc || !third) continue;
      const inBaseline = countBoth(first.baseline, third.baseline);
      const most = Math.min(first.support.baseline, ac.support.baseline, bc.support.baseline) * MAX_LEFT;
      if (inBaseline > most) continue;
      const inIssue = countBoth(first.issue, third.issue);
      const without = [bc.support, ac.support, first.support];
      if (inIssue >= least) yield { issue: inIssue, baseline: inBaseline, parts: [a, b, c], without };
    }
  }
}

const sharesOf = (candidate: Support, of: Support): [issue: Share, baseline: Share] => [
  { hits: candidate.issue, size: of.issue },
  { hits: candidate.baseline, size: of.baseline },
];

/** Whether each part is needed: given the others, it tells the issue's events from other ones once more. */
function isMinimal(candidate: Candidate, logLimit: number): boolean {
  return candidate.without.every(
    (rest) =>
      candidate.baseline <= rest.baseline * MAX_LEFT && logChance(...sharesOf(candidate, rest)) <= logLimit,
  );
}

/**
 * The condition that tells the issue's events from the others best; null when there is none.
 * It is had by nearly all of the issue's events and rarely by others, it is hardly chance however many were tried
 * (Fisher's exact test with Bonferroni's correction), and none of its parts can be left out. Of two parts that say
 * the same in these events, the one that comes first is taken.
 * @param tried how many conditions could have been found.
 */
export function findCondition(
  parts: readonly Part[],
  issue: Sample,
  baseline: Sample,
  tried: number,
): FoundCondition | null {
  const whole = { issue: issue.size, baseline: baseline.size };
  const correction = Math.log(Math.max(1, tried));
  const logLimit = LOG_ALPHA - correction;
  let best: { candidate: Candidate; g: number } | null = null;
  for (const candidate of candidates(parts, issue, baseline)) {
    const [here, there] = sharesOf(candidate, whole);
    if (here.hits * there.size < MIN_LIFT * there.hits * here.size) continue;
    const g = gStatistic(here, there);
    const wanted = best
      ? best.g * (candidate.parts.length > best.candidate.parts.length ? CLEARLY_BETTER : 1)
      : 0;
    if (g <= wanted || logChance(here, there) > logLimit || !isMinimal(candidate, logLimit)) continue;
    best = { candidate, g };
  }
  if (!best) return null;
  const [here, there] = sharesOf(best.candidate, whole);
  return {
    parts: best.candidate.parts.flatMap((one) => parts[one] ?? []),
    issue: here,
    baseline: there,
    lift: there.hits === 0 ? null : (here.hits * there.size) / (here.size * there.hits),
    logChance: Math.min(0, logChance(here, there) + correction) / Math.LN10,
  };
}
