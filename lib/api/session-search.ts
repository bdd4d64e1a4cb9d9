// `query=release:web@1.2.0 environment:production` of the sessions route. It narrows what is counted; anything else
// than these keys is refused, as figures over something wider would look right.
import { RequestError } from "#lib/errors.ts";

const MAX_CHARS = 2_000;
const MAX_VALUES = 100;
const TERM = /([a-z_.]+):(?:"((?:[^"\\]|\\.)*)"|\[([^\]]*)\]|(\S+))/y;

export type SessionSearch = Record<"release" | "environment" | "project", string[]>;

const unquote = (text: string) => text.replace(/^"(.*)"$/s, "$1").replace(/\\(.)/g, "$1");
const isKey = (key: string): key is keyof SessionSearch =>
  key === "release" || key === "environment" || key === "project";

/** Values of one key widen it, keys narrow each other. @throws RequestError 400 */
export function parseSessionSearch(query: string): SessionSearch {
  const search: SessionSearch = { release: [], environment: [], project: [] };
  const text = query.trim();
  if (text.length > MAX_CHARS) throw new RequestError(400, "Invalid query: it is too long.");
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    TERM.lastIndex = at;
    const [, key = "", quoted, list, plain] = TERM.exec(text) ?? [];
    if (!isKey(key))
      throw new RequestError(400, "Invalid query: use release:, environment: and project: only.");
    at = TERM.lastIndex;
    const values = list?.split(",").map((value) => unquote(value.trim())) ?? [
      quoted === undefined ? (plain ?? "") : unquote(`"${quoted}"`),
    ];
    if (values.some((value) => value.includes("*")))
      throw new RequestError(400, "Invalid query: wildcards are not supported for sessions.");
    search[key].push(...values);
  }
  if (Object.values(search).some((values) => values.length > MAX_VALUES))
    throw new RequestError(400, `Invalid query: at most ${MAX_VALUES} values.`);
  return search;
}
