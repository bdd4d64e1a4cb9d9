// The stack traces of one project name the same files over and over.
import type { Effort } from "#lib/ownership/path-pattern.ts";

const MAX_REMEMBERED = 2_000;
/** Longer texts are rare, and would fill the memory. */
const MAX_LENGTH = 256;

type Ask<Answer> = (text: string, effort: Effort) => Answer;

/** The function with its newest answers kept; not those for which the effort did not suffice. */
export function remember<Answer>(ask: Ask<Answer>): Ask<Answer> {
  const known = new Map<string, Answer>();
  return (text, effort) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = ask(text, effort);
    if (effort.left <= 0) return answer;
    if (known.size >= MAX_REMEMBERED) known.clear();
    if (text.length <= MAX_LENGTH) known.set(text, answer);
    return answer;
  };
}
