/** A value to compare with: `like` is the pattern for LIKE when an unescaped `*` stands for anything. */
export type Pattern = { text: string; like: string | null };

const forLike = (char: string) => (char === "\\" || char === "%" || char === "_" ? `\\${char}` : char);

/** Reads `*`, and `\*`, `\"` and `\\` as the characters themselves. */
export function parsePattern(raw: string): Pattern {
  let text = "";
  let like = "";
  let hasWildcard = false;
  for (let at = 0; at < raw.length; at++) {
    const char = raw[at] ?? "";
    const next = raw[at + 1] ?? "";
    if (char === "*") {
      text += "*";
      // Two stars are one: a pattern of many would take its time.
      if (!like.endsWith("%") || like.endsWith("\\%")) like += "%";
      hasWildcard = true;
      continue;
    }
    const isEscape = char === "\\" && next !== "" && '*"\\'.includes(next);
    const literal = isEscape ? next : char;
    if (isEscape) at++;
    text += literal;
    like += forLike(literal);
  }
  return { text, like: hasWildcard ? like : null };
}

/** The pattern for text that has this anywhere in it. */
export const anywhere = ({ text, like }: Pattern): string => `%${like ?? [...text].map(forLike).join("")}%`;
