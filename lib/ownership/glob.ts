// Globs of ownership rules: `*` and `**` stand for anything, slashes included, and `**/` for any number of folders,
// none included. Every other character stands for itself. The literal parts are looked for from left to right and
// never tried again, because a part that is found earlier leaves more text for the others: no glob can take long.

const MAX_TEXT = 2_048;

export type Glob = (text: string) => boolean;

type Part = { literal: string; /** May begin only where a folder's name begins. */ atFolder: boolean };

function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  let atFolder = false;
  let last = 0;
  for (const found of pattern.matchAll(/\*+(\/?)/g)) {
    parts.push({ literal: pattern.slice(last, found.index), atFolder });
    const isFolders = found[0].startsWith("**") && found[1] === "/";
    const isWhole = found.index === 0 || pattern[found.index - 1] === "/";
    atFolder = isFolders && isWhole;
    // The slash of `*/` is text like any other; that of `**/` belongs to the folders that it stands for.
    last = found.index + found[0].length - (found[1] === "/" && !atFolder ? 1 : 0);
  }
  parts.push({ literal: pattern.slice(last), atFolder });
  return parts;
}

const beginsFolder = (text: string, at: number) => at === 0 || text[at - 1] === "/";

function findPart(text: string, { literal, atFolder }: Part, from: number): number {
  let at = text.indexOf(literal, from);
  while (atFolder && at >= 0 && !beginsFolder(text, at)) at = text.indexOf(literal, at + 1);
  return at;
}

/** The form in which paths, modules and URLs are compared: in lower case, with slashes, and not without end. */
export const foldPath = (path: string): string => path.slice(0, MAX_TEXT).replaceAll("\\", "/").toLowerCase();

/** Compiles a glob that has to match all of a text; what shall be equal in both was folded before. */
export function compileGlob(pattern: string): Glob {
  const [first, ...parts] = partsOf(pattern);
  const last = parts.pop();
  const start = first?.literal ?? "";
  return (text) => {
    if (!last) return text === start;
    if (!text.startsWith(start)) return false;
    let at = start.length;
    for (const part of parts) {
      const found = findPart(text, part, at);
      if (found < 0) return false;
      at = found + part.literal.length;
    }
    const end = text.length - last.literal.length;
    return end >= at && text.endsWith(last.literal) && (!last.atFolder || beginsFolder(text, end));
  };
}
