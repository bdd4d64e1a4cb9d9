// Finds the last line of a CODEOWNERS file that matches a path. Most lines have no wildcards: those are answered by
// maps, so that a file of fifty thousand lines costs about as much as one of ten.
import { compilePathPattern, type Effort, type PathPattern, within } from "#lib/ownership/path-pattern.ts";
import { remember } from "#lib/ownership/remember.ts";

/** A look-up that costs more was made to: it ends without a match among the patterns that were not tried. */
const MAX_EFFORT = 3_000_000;
const MAX_PATH = 1_024;
const MAX_FOLDERS = 64;

/** The same for one pattern. */
const MAX_EFFORT_OF_ONE = 50_000;

type Wildcard = { at: number; pattern: PathPattern };

function addLiteral(map: Map<string, number>, { literal, tail }: PathPattern, at: number): void {
  // With a slash at its end: only what is below.
  map.set(`${literal}/`, at);
  if (tail === "below too") map.set(literal ?? "", at);
}

/** The names on the way to a file; empty for what is none, or too deep or long for one. */
function splitPath(path: string): string[] {
  if (path.length > MAX_PATH) return [];
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  return names.length > MAX_FOLDERS ? [] : names;
}

/** Whether one pattern matches a path in the repository. */
export function compilePattern(source: string): (path: string, effort: Effort) => boolean {
  const { matches } = compilePathPattern(source);
  return (path, effort) => {
    const names = splitPath(path);
    return names.length > 0 && within(effort, MAX_EFFORT_OF_ONE, (part) => matches(names, part));
  };
}

/** The highest position among the paths of all folders above `path`, and its own. */
function lastLiteral(paths: ReadonlyMap<string, number>, names: ReadonlyMap<string, number>, path: string[]) {
  let best = -1;
  let above = "";
  for (const [index, name] of path.entries()) {
    above += name;
    const below = index < path.length - 1 ? "/" : "";
    best = Math.max(best, paths.get(above + below) ?? -1, names.get(name + below) ?? -1);
    above += "/";
  }
  return best;
}

/**
 * @param patterns in the order of the file.
 * @returns a function from a path in the repository to the position of the last pattern that matches; -1: none.
 */
export function indexPatterns(patterns: readonly string[]): (path: string, effort: Effort) => number {
  const paths = new Map<string, number>();
  const names = new Map<string, number>();
  const wildcards: Wildcard[] = [];
  for (const [at, source] of patterns.entries()) {
    const pattern = compilePathPattern(source);
    if (pattern.literal === null) wildcards.push({ at, pattern });
    else addLiteral(pattern.isAnchored ? paths : names, pattern, at);
  }
  return remember((path, effort) => {
    const segments = splitPath(path);
    if (segments.length === 0) return -1;
    const best = lastLiteral(paths, names, segments);
    return within(effort, MAX_EFFORT, (part) => {
      const found = wildcards.findLast(
        ({ at, pattern }) => at < best || part.left <= 0 || pattern.matches(segments, part),
      );
      return Math.max(best, part.left > 0 ? (found?.at ?? -1) : -1);
    });
  });
}
