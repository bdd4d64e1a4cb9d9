// The stack traces of one project name the same files over and over.

const MAX_REMEMBERED = 2_000;
/** Longer texts are rare, and would fill the memory. */
const MAX_LENGTH = 256;

/** The function with its newest answers kept. */
export function remember<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = ask(text);
    if (known.size >= MAX_REMEMBERED) known.clear();
    if (text.length <= MAX_LENGTH) known.set(text, answer);
    return answer;
  };
}
