import { parameterPatterns } from "#lib/issues/grouping/parameter-patterns.ts";

const longestInput = 8192;
const keptLines = 2;
const pattern = new RegExp(
  `(?<!\\w)(?:${parameterPatterns.map(([, source]) => `(${source})`).join("|")})`,
  "g",
);
const placeholders = parameterPatterns.map(([name]) => `<${name}>`);

/**
 * The first two lines of a text with everything that varies from event to event (numbers, ids, dates,
 * addresses …) replaced by `<name>`. Looks at 8,192 characters at most and takes linear time.
 */
export function parameterize(text: string): string {
  return firstLines(text.slice(0, longestInput)).replace(pattern, (match: string, ...groups: unknown[]) => {
    for (let i = 0; i < placeholders.length; i += 1) {
      if (groups[i] !== undefined) return placeholders[i] ?? match;
    }
    return match;
  });
}

/** The first two lines that are not blank, with an ellipsis when more text follows. */
function firstLines(text: string): string {
  if (!text.includes("\n")) return text.trim() === "" ? "" : text;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const kept = lines.slice(0, keptLines).join("\n");
  return lines.length > keptLines ? `${kept}...` : kept;
}
