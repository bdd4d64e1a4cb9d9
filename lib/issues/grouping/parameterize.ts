import { parameterPatterns, type ParameterPattern } from "#lib/issues/grouping/parameter-patterns.ts";
import { joinedPatterns, parameterPatternsV2 } from "#lib/issues/grouping/parameter-patterns-v2.ts";

const longestInput = 8192;
const keptLines = 2;

/**
 * The first two lines of a text with everything that varies from event to event (numbers, ids, dates,
 * addresses …) replaced by `<name>`. Looks at 8,192 characters at most and takes linear time.
 */
export const parameterize = cleaner(parameterPatterns, []);

/** The same as version 2 does it. */
export const parameterizeV2 = cleaner(parameterPatternsV2, joinedPatterns);

/** @param joined patterns that may begin within a word. */
function cleaner(patterns: readonly ParameterPattern[], joined: readonly ParameterPattern[]) {
  const group = ([, source]: ParameterPattern) => `(${source})`;
  const whole = `(?<!\\w)(?:${patterns.map(group).join("|")})`;
  const pattern = new RegExp([whole, ...joined.map(group)].join("|"), "g");
  // What has no name is only looked at so that nothing else takes it.
  const placeholders = [...patterns, ...joined].map(([name]) => (name === null ? null : `<${name}>`));
  const replace = (match: string, ...groups: unknown[]) => {
    for (let i = 0; i < placeholders.length; i += 1) {
      if (groups[i] !== undefined) return placeholders[i] ?? match;
    }
    return match;
  };
  return (text: string) => firstLines(text.slice(0, longestInput)).replace(pattern, replace);
}

/** The first two lines that are not blank, with an ellipsis when more text follows. */
function firstLines(text: string): string {
  if (!text.includes("\n")) return text.trim() === "" ? "" : text;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const kept = lines.slice(0, keptLines).join("\n");
  return lines.length > keptLines ? `${kept}...` : kept;
}
