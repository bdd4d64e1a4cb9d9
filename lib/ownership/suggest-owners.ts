// From the lines that match to the people and teams that are suggested.
import type { Match } from "#lib/ownership/compile-ownership.ts";
import type { Owner } from "#lib/ownership/schema.ts";

const MAX_SUGGESTIONS = 5;

export type Suggestion = Pick<Match, "source" | "rule"> & { owner: Owner };

/** The names that could be among the suggestions; the many weak ones of a wide rule need no look-up. */
export const namesIn = (matches: readonly Match[]): string[] =>
  [...new Set(matches.flatMap(({ owners }) => owners))].slice(0, 50);

/** Up to five owners, the best first, each with the strongest line that names it. */
export function suggestOwners(
  matches: readonly Match[],
  ownerOf: (name: string) => Owner | null,
): Suggestion[] {
  const suggestions = new Map<string, Suggestion>();
  for (const { source, rule, owners } of matches)
    for (const name of owners) {
      if (suggestions.size >= MAX_SUGGESTIONS) break;
      const owner = ownerOf(name);
      if (!owner) continue;
      const key = `${owner.type} ${owner.id}`;
      if (!suggestions.has(key)) suggestions.set(key, { source, rule, owner });
    }
  return [...suggestions.values()];
}
