// Fisher's exact test: how probable is it that chance alone puts so many hits on one side?

let logFactorials = new Float64Array([0, 0]);

/** ln n!, from a table that grows as needed. */
function logFactorial(n: number): number {
  if (n >= logFactorials.length) {
    const grown = new Float64Array(Math.max(n + 1, logFactorials.length * 2));
    grown.set(logFactorials);
    for (let at = logFactorials.length; at < grown.length; at++)
      grown[at] = (grown[at - 1] ?? 0) + Math.log(at);
    logFactorials = grown;
  }
  return logFactorials[n] ?? 0;
}

const logChoose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Of `size` rows, `hits` have something. */
export type Share = { hits: number; size: number };

/** ln of the probability that, were both sides alike, the first would have its hits or more: one-sided. */
export function logChance(first: Share, second: Share): number {
  const rows = first.size + second.size;
  const hits = first.hits + second.hits;
  const most = Math.min(first.size, hits);
  // No more than its share: nothing to doubt, and the sum below would not fit into a number.
  if (first.hits * rows <= hits * first.size) return 0;
  const start =
    logChoose(hits, first.hits) +
    logChoose(rows - hits, first.size - first.hits) -
    logChoose(rows, first.size);
  let term = 1;
  let sum = 1;
  for (let x = first.hits; x < most && term > sum * 1e-15; x++) {
    term *= ((hits - x) * (first.size - x)) / ((x + 1) * (second.size - hits + x + 1));
    sum += term;
  }
  return Math.min(0, start + Math.log(sum));
}

/** The G statistic of the two sides: how many times better a difference explains them than none, in logarithms. */
export function gStatistic(first: Share, second: Share): number {
  const rows = first.size + second.size;
  const hits = first.hits + second.hits;
  const term = (seen: number, ofSide: number, ofKind: number) =>
    seen === 0 ? 0 : seen * Math.log((seen * rows) / (ofSide * ofKind));
  return (
    2 *
    (term(first.hits, first.size, hits) +
      term(first.size - first.hits, first.size, rows - hits) +
      term(second.hits, second.size, hits) +
      term(second.size - second.hits, second.size, rows - hits))
  );
}
