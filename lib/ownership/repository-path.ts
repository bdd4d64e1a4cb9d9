// From a path in a stack trace to the path of the file in the repository.

export type CodeMapping = { stackRoot: string; sourceRoot: string };

const slashed = (path: string) => path.replaceAll("\\", "/");

/** Without what bundlers, browsers and file systems put before a path. */
export const barePath = (path: string): string =>
  slashed(path)
    .replace(/^(?:https?:\/\/[^/]*|[a-z][a-z-]*:\/\/\/?)/i, "")
    .replace(/[?#].*$/, "")
    .replace(/^(?:\.?\/)+/, "");

/**
 * Where a file is in the repository. Of the names that a frame has for it, those that the mapping speaks of count
 * alone; when it speaks of none, all count as they stand.
 */
export function repositoryPaths(paths: readonly string[], { stackRoot, sourceRoot }: CodeMapping): string[] {
  const [from, to] = [slashed(stackRoot), slashed(sourceRoot)];
  if (from === "") return paths.map((path) => barePath(to === "" ? path : `${to}/${barePath(path)}`));
  const mapped = paths.map(slashed).filter((path) => path.startsWith(from));
  if (mapped.length === 0) return paths.map(barePath);
  return mapped.map((path) => barePath(to + path.slice(from.length)));
}
