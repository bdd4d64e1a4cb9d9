// What several messages have in common, as a glob: words that all of them share stay, the rest becomes `*`. Pure.
import { parameterize } from "#lib/issues/grouping/parameterize.ts";

const MAX_WORDS = 80;
const PLACEHOLDER = /<[a-z_]+\d*>/;

/** A word that is the same in all messages, or a stretch that differs; an optional one is empty in some of them. */
type Part = { word: string } | { isOptional: boolean };

const isWord = (part: Part) => "word" in part;

/** The text as a glob that nothing else matches. */
export const literalPattern = (text: string): string => text.replaceAll(/[\\*?[]/g, "\\$&");

/** The text of a glob made by {@link literalPattern} or {@link commonPattern}, as people read it. */
export const readPattern = (pattern: string): string => pattern.replaceAll(/\\(.)/g, "$1");

/** The first line in words, each as a glob: what varies from event to event is `*` already. */
function partsOf(text: string): Part[] {
  const [line = "", ...more] = text.split(/\r?\n/);
  const words = parameterize(line).split(" ");
  const parts: Part[] = words
    .slice(0, MAX_WORDS)
    .map((word) => ({ word: word.split(PLACEHOLDER).map(literalPattern).join("*") }));
  if (more.length > 0 || words.length > MAX_WORDS) parts.push({ isOptional: true });
  return parts;
}

/** `lengths[a][b]` is the length of the longest common subsequence of what follows `a` and `b`. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths: number[][] = [new Array<number>(b.length + 1).fill(0)];
  for (const one of a.toReversed()) {
    const below = lengths[0] ?? [];
    const row = [0];
    for (let j = b.length - 1; j >= 0; j--)
      row.unshift(one === b[j] ? 1 + (below[j + 1] ?? 0) : Math.max(below[j] ?? 0, row[0] ?? 0));
    lengths.unshift(row);
  }
  return lengths;
}

const wordAt = (parts: readonly Part[], at: number) => {
  const part = parts[at];
  return part && "word" in part ? part.word : `\u0000${at}`;
};

/** Keeps the words that both have, in their order. */
function merge(a: readonly Part[], b: readonly Part[]): Part[] {
  // What is no word equals nothing.
  const lengths = commonLengths(
    a.map((_, at) => wordAt(a, at)),
    b.map((_, at) => `${wordAt(b, at)}${isWord(b[at] ?? { word: "" }) ? "" : "b"}`),
  );
  const merged: Part[] = [];
  let [i, j] = [0, 0];
  let [left, right]: [Part[], Part[]] = [[], []];
  const closeGap = () => {
    if (left.length + right.length > 0)
      merged.push({ isOptional: [left, right].some((side) => !side.some(isFilled)) });
    [left, right] = [[], []];
  };
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i], b[j]];
    if (one && other && "word" in one && "word" in other && one.word === other.word) {
      closeGap();
      merged.push(one);
      [i, j] = [i + 1, j + 1];
    } else if (one && (!other || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      left.push(one);
      i++;
    } else if (other) {
      right.push(other);
      j++;
    }
  }
  closeGap();
  return merged;
}

const isFilled = (part: Part) => "word" in part || !part.isOptional;

function toPattern(parts: readonly Part[]): string {
  let pattern = "";
  let glued = true;
  for (const part of parts) {
    const isGlue = "isOptional" in part && part.isOptional;
    pattern += `${glued || isGlue ? "" : " "}${"word" in part ? part.word : "*"}`;
    glued = isGlue;
  }
  // What is escaped is matched first, so that a `*` of the text is never taken for one of the glob.
  return pattern.replaceAll(/(\\.)|\*[ *]*\*/g, (_match, escaped?: string) => escaped ?? "*");
}

/** Letters, and no `*` but those of the text. */
const isFixed = (part: Part) =>
  "word" in part && /\p{L}/u.test(part.word) && /^(?:\\.|[^\\*])*$/s.test(part.word);
const isNamed = (part: Part) => "word" in part && part.word !== "";

/**
 * @returns a glob that all of the texts match; null when they share fewer than two words, or fewer than half of
 *   the words of the longest: such a glob would take what has nothing to do with them.
 */
export function commonPattern(texts: readonly string[]): string | null {
  const all = texts.map(partsOf);
  const [first, ...others] = all;
  if (!first) return null;
  const common = others.reduce<Part[]>(merge, first);
  const fixed = common.filter(isFixed).length;
  const longest = Math.max(...all.map((parts) => parts.filter(isNamed).length));
  return fixed >= 2 && fixed * 2 >= longest ? toPattern(common) : null;
}
