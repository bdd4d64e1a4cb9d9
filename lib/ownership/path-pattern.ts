// Patterns of CODEOWNERS files as GitHub reads them: those of .gitignore without `!` and `[a-z]`, and a last `/*` stands
// for the files of one folder, not for what is below. By hand, because patterns come from users and a compiled
// regular expression with many stars takes for ever on a path that was made for it.

/** Compared characters that one look-up may still cost. */
export type Effort = { left: number };

/** For one event: gone in half a second by the worst rules there are, and ample for those that people write. */
export const newEffort = (): Effort => ({ left: 60_000_000 });

/** Does a part of the work, which may cost at most `most`. */
export function within<Answer>(effort: Effort, most: number, work: (part: Effort) => Answer): Answer {
  const granted = Math.min(most, effort.left);
  const part = { left: granted };
  const answer = work(part);
  effort.left -= granted - part.left;
  return answer;
}

/** What it takes to look at a segment at all, in characters. */
export const OVERHEAD = 16;

type Segment = { literal: string } | { parts: readonly string[]; hasQuestion: boolean };

export type PathPattern = {
  /** Set for a pattern without wildcards, which a map can answer: its path, or the name of a file or folder. */
  literal: string | null;
  /** The pattern begins at the root of the repository. */
  isAnchored: boolean;
  /** What may follow: nothing, anything below too, or only what is below. */
  tail: "nothing" | "below too" | "below";
  matches: (path: readonly string[], effort: Effort) => boolean;
};

const unescape = (text: string) => text.replace(/\\(.)/g, "$1");

function compileSegment(source: string): Segment {
  if (!/(?<!\\)[*?]/.test(source)) return { literal: unescape(source) };
  const parts = source.split(/(?<!\\)\*+/).map((part) => unescape(part));
  return { parts, hasQuestion: /(?<!\\)\?/.test(source) };
}

function isAt(text: string, part: string, at: number): boolean {
  for (let i = 0; i < part.length; i++) if (part[i] !== "?" && part[i] !== text[at + i]) return false;
  return at + part.length <= text.length;
}

function findPart(text: string, part: string, from: number, hasQuestion: boolean): number {
  if (!hasQuestion) return text.indexOf(part, from);
  for (let at = from; at + part.length <= text.length; at++) if (isAt(text, part, at)) return at;
  return -1;
}

function matchesSegment(segment: Segment, text: string, effort: Effort): boolean {
  effort.left -= OVERHEAD;
  if ("literal" in segment) return segment.literal === text;
  const { parts, hasQuestion } = segment;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  effort.left -= hasQuestion ? text.length * (length + 1) : text.length + length;
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text.length === first.length && isAt(text, first, 0);
  if (text.length < length || !isAt(text, first, 0)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = findPart(text, part, at, hasQuestion);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length && isAt(text, last, text.length - last.length);
}

/** Segments between `**`; each block may begin anywhere behind the one before it. */
function blocksOf(segments: readonly string[]): Segment[][] {
  const blocks: Segment[][] = [[]];
  for (const segment of segments)
    if (segment === "**") blocks.push([]);
    else blocks.at(-1)?.push(compileSegment(segment));
  return blocks;
}

const isBlockAt = (block: readonly Segment[], path: readonly string[], at: number, effort: Effort) =>
  at + block.length <= path.length &&
  block.every((segment, index) => matchesSegment(segment, path[at + index] ?? "", effort));

function matchBlocks(
  blocks: readonly (readonly Segment[])[],
  path: readonly string[],
  tail: PathPattern["tail"],
  effort: Effort,
): boolean {
  let at = 0;
  for (const [index, block] of blocks.entries()) {
    const isLast = index === blocks.length - 1;
    if (isLast && tail === "nothing") {
      const end = path.length - block.length;
      return (index === 0 ? end === 0 : end >= at) && isBlockAt(block, path, end, effort);
    }
    const latest = index === 0 ? 0 : path.length - block.length;
    while (at <= latest && effort.left > 0 && !isBlockAt(block, path, at, effort)) at++;
    if (at > latest || effort.left <= 0) return false;
    at += block.length;
  }
  return tail === "below" ? at < path.length : at <= path.length;
}

/** Compiles one pattern; what cannot be one, parse-code-owners.ts has refused. */
export function compilePathPattern(source: string): PathPattern {
  const isAnchored = source.slice(0, -1).includes("/");
  const isFolder = source.endsWith("/");
  const segments = source.split("/").filter((segment) => segment !== "");
  const last = segments.at(-1);
  let tail: PathPattern["tail"] = isFolder ? "below" : "below too";
  // `**/` is any folder, and what is below it; `**` is anything.
  if (last === "**" && isFolder) segments.push("*");
  else if (last === "**") {
    segments.pop();
    tail = "below";
  } else if (last === "*" && isAnchored && !isFolder) tail = "nothing";
  const blocks = blocksOf(isAnchored ? segments : ["**", ...segments]);
  const only = segments.map((segment) => compileSegment(segment));
  const isLiteral = tail !== "nothing" && only.length > 0 && !segments.includes("**");
  const names = only.flatMap((segment) => ("literal" in segment ? [segment.literal] : []));
  return {
    literal: isLiteral && names.length === only.length ? names.join("/") : null,
    isAnchored,
    tail,
    matches: (path, effort) => matchBlocks(blocks, path, tail, effort),
  };
}
