// Globs of grouping rules: `*` any text, `?` one character, `[a-z]` and `[!a-z]` one of a set, `\` takes the
// next character as it is. In paths `*` and `?` stop at a slash and `**` does not. Never backtracks: one match
// takes at most the length of the text times the length of the pattern, and all matches of an event together
// have a limit, because 500 rules over thousands of long paths would still take minutes.

/** How much may still be done for one event; below zero, answers are worth nothing. */
export type Work = { left: number };

/** Enough for 500 rules over thousands of frames as they are, and gone in half a second by the worst there are. */
export const newWork = (): Work => ({ left: 16_000_000 });

/** Whether all of a text matches. */
export type Glob = (text: string, work: Work) => boolean;

type Token =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "any" | "segment" | "one" }
  | {
      readonly kind: "set";
      readonly has: (char: string) => boolean;
      /** As it was typed: `items[0]` is more often a text than a set. */
      readonly text: string;
    };

/** Compiles one glob; `path` makes it one of paths. Case matters: lower both sides where it must not. */
export function compileGlob(pattern: string, { path = false } = {}): Glob {
  const tokens = tokenize(pattern, path);
  const isSimple = tokens.every(({ kind }) => kind === "text" || kind === "any");
  // Texts in their order are also the quickest way to find that something cannot match.
  const hasTexts = literalGlob(tokens);
  return (text, work) => {
    if (work.left < 0) return false;
    work.left -= 8 + ((text.length * pattern.length) >> 6);
    if (!hasTexts(text)) return false;
    return isSimple || runTokens(tokens, text, path, work);
  };
}

function tokenize(pattern: string, path: boolean): Token[] {
  const tokens: Token[] = [];
  let literal = "";
  const push = (token: Token) => {
    if (literal !== "") tokens.push({ kind: "text", text: literal });
    literal = "";
    tokens.push(token);
  };
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === "*") {
      const from = at;
      while (pattern.charAt(at + 1) === "*") at += 1;
      push({ kind: path && at === from ? "segment" : "any" });
    } else if (char === "?") {
      push({ kind: "one" });
    } else if (char === "[") {
      const end = pattern.indexOf("]", at + 2);
      if (end === -1 || end - at > 64) literal += char;
      else {
        push(setToken(pattern.slice(at, end + 1)));
        at = end;
      }
    } else if (char === "\\" && at + 1 < pattern.length) {
      at += 1;
      literal += pattern.charAt(at);
    } else literal += char;
  }
  if (literal !== "") tokens.push({ kind: "text", text: literal });
  return tokens;
}

/** `[a-z_]`, its brackets included. */
function setToken(text: string): Token {
  const negated = text.startsWith("[!");
  const body = text.slice(negated ? 2 : 1, -1);
  const chars = new Set<string>();
  const ranges: [string, string][] = [];
  for (let at = 0; at < body.length; at += 1) {
    const from = body.charAt(at);
    if (body.charAt(at + 1) === "-" && at + 2 < body.length) {
      ranges.push([from, body.charAt(at + 2)]);
      at += 2;
    } else chars.add(from);
  }
  const has = (char: string) =>
    chars.has(char) || ranges.some(([from, to]) => char >= from && char <= to) ? !negated : negated;
  return { kind: "set", has, text };
}

/** Texts with anything between them: each is looked for from left to right and never again. */
function literalGlob(tokens: readonly Token[]): (text: string) => boolean {
  const parts = [""];
  for (const token of tokens) {
    if (token.kind === "text") parts[parts.length - 1] += token.text;
    else parts.push("");
  }
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  const middle = parts.slice(1, -1).filter((part) => part !== "");
  if (parts.length === 1) return (text) => text === first;
  return (text) => {
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at <= text.length - last.length;
  };
}

/** Follows all places that the tokens so far can end at, token by token. */
function runTokens(tokens: readonly Token[], text: string, path: boolean, work: Work): boolean {
  let places: readonly number[] = [0];
  for (const token of tokens) {
    places = step(token, text, places, path);
    work.left -= places.length;
    if (places.length === 0 || work.left < 0) return false;
  }
  return places.at(-1) === text.length;
}

/** The places after one token, in rising order without repetition. */
function step(token: Token, text: string, places: readonly number[], path: boolean): number[] {
  switch (token.kind) {
    case "text":
      return places.filter((at) => text.startsWith(token.text, at)).map((at) => at + token.text.length);
    case "one":
      return places.filter((at) => at < text.length && !(path && text[at] === "/")).map((at) => at + 1);
    case "set": {
      const next = new Set<number>();
      for (const at of places) {
        if (at < text.length && token.has(text.charAt(at))) next.add(at + 1);
        if (text.startsWith(token.text, at)) next.add(at + token.text.length);
      }
      return [...next].sort((a, b) => a - b);
    }
    case "any":
      return spread(text, places, false);
    case "segment":
      return spread(text, places, true);
  }
}

function spread(text: string, places: readonly number[], stopsAtSlash: boolean): number[] {
  const next: number[] = [];
  let reached = -1;
  for (const place of places) {
    if (place <= reached) continue;
    for (let at = place; at <= text.length; at += 1) {
      next.push(at);
      reached = at;
      if (stopsAtSlash && text[at] === "/") break;
    }
  }
  return next;
}
