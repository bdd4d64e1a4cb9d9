// Who a comment calls: @name or @address for a member, #slug for a team.
import type { Assignee } from "#lib/issues/schema.ts";

/** Somebody that may be called; `handles` are what can stand behind the sign. */
export type Mentionable = Assignee & { handles: readonly string[] };

/** `text` is the call as it was written, sign included, so that it can be found again. */
export type Mention = Assignee & { text: string };

const MAX_MENTIONS = 50;
const SIGN = { user: "@", team: "#" } as const;
// What is quoted as code calls nobody: ``` blocks and `spans`.
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
const WORD = /[\p{L}\p{N}_]/u;

/** The calls of a text in the order of their appearance, each person and team once. */
export function findMentions(text: string, mentionable: readonly Mentionable[]): Mention[] {
  const byHandle = new Map<string, Assignee>();
  for (const { type, id, handles } of mentionable)
    for (const handle of handles) {
      const key = SIGN[type] + handle.toLowerCase();
      if (handle !== "" && !byHandle.has(key)) byHandle.set(key, { type, id });
    }
  // Longest first: "Ada Lovelace" before "Ada".
  const lengths = [...new Set([...byHandle.keys()].map((key) => key.length))].toSorted((a, b) => b - a);
  const prose = text.replace(CODE, (code) => " ".repeat(code.length));
  // A few letters change their length with their case; then only exact calls are found.
  const lowered = prose.toLowerCase();
  const lower = lowered.length === prose.length ? lowered : prose;
  const found = new Map<string, Mention>();
  for (let at = nextSign(prose, 0); at !== -1 && found.size < MAX_MENTIONS; at = nextSign(prose, at + 1)) {
    if (at > 0 && WORD.test(prose.charAt(at - 1))) continue;
    const length = lengths.find(
      (one) => byHandle.has(lower.slice(at, at + one)) && !WORD.test(prose.charAt(at + one)),
    );
    const who = length === undefined ? undefined : byHandle.get(lower.slice(at, at + length));
    if (!who || length === undefined) continue;
    const key = `${who.type}:${who.id}`;
    if (!found.has(key)) found.set(key, { ...who, text: prose.slice(at, at + length) });
  }
  return [...found.values()];
}

function nextSign(text: string, from: number): number {
  const [person, team] = [text.indexOf("@", from), text.indexOf("#", from)];
  return person === -1 || team === -1 ? Math.max(person, team) : Math.min(person, team);
}
