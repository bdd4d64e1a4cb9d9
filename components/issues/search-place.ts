// Where the caret stands in a search, and what choosing a suggestion makes of the text.
import { quoteSearchValue } from "#lib/format/search-value.ts";

/** `from` to `to` is what a chosen suggestion replaces; `prefix` is what of it stands before the caret. */
export type SearchPlace = { kind: "key" | "value"; key: string; prefix: string; from: number; to: number };

const isBlank = (char: string | undefined) => char === undefined || /\s/.test(char);

/** Where the term around the caret begins: after a blank or a bracket that stands outside quotation marks. */
function startOfTerm(text: string, caret: number): number {
  let start = 0;
  let quoted = false;
  let listed = false;
  for (let at = 0; at < caret; at++) {
    const char = text[at];
    if (char === "\\" && quoted) at++;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === "[" && text[at - 1] === ":") listed = true;
    else if (char === "]") listed = false;
    else if (!listed && (isBlank(char) || char === "(" || (char === "!" && at === start))) start = at + 1;
  }
  return start;
}

/** Where the word under the caret ends. */
function endOfWord(text: string, from: number, caret: number): number {
  const quoted = text[from] === '"';
  let at = caret;
  while (at < text.length) {
    if (quoted ? text[at] === '"' : isBlank(text[at]) || /[),\]:]/.test(text[at] ?? "")) break;
    at++;
  }
  return quoted && text[at] === '"' ? at + 1 : at;
}

const KEY = /^((?:tags\[[^\]]*\]|[A-Za-z0-9_.@/-])+):/;

/** What is being typed at the caret: a key or free text, or the value of a key. */
export function searchPlaceAt(text: string, caret: number): SearchPlace {
  const start = startOfTerm(text, caret);
  const typed = text.slice(start, caret);
  const key = KEY.exec(typed)?.[1];
  if (key === undefined)
    return { kind: "key", key: "", prefix: typed, from: start, to: endOfWord(text, start, caret) };
  const value = typed.slice(key.length + 1);
  // Of a list, the last item; of a comparison, what follows the sign.
  const skipped = value.startsWith("[")
    ? Math.max(value.lastIndexOf(","), 0) + 1
    : (/^(?:>=|<=|!=|>|<|=)/.exec(value)?.[0].length ?? 0);
  const from = start + key.length + 1 + skipped;
  const prefix = value
    .slice(skipped)
    .replace(/^\s*"?/, "")
    .replace(/\\(.)/g, "$1");
  return { kind: "value", key, prefix, from, to: endOfWord(text, from, caret) };
}

/** The search with the suggestion in its place, and where the caret goes. */
export function completeSearch(
  text: string,
  place: SearchPlace,
  chosen: string,
): { text: string; caret: number } {
  const before = text.slice(0, place.from);
  const after = text.slice(place.to);
  if (place.kind === "key") {
    const rest = after.startsWith(":") ? after.slice(1) : after;
    return { text: `${before}${chosen}:${rest}`, caret: before.length + chosen.length + 1 };
  }
  const isInList = /\[[^\]]*$/.test(before);
  const value = quoteSearchValue(chosen);
  const gap = isInList || after.startsWith(" ") || after.startsWith(")") ? "" : " ";
  const caret = before.length + value.length + (isInList || after.startsWith(")") ? 0 : 1);
  return { text: `${before}${value}${gap}${after}`, caret };
}
