// CODEOWNERS files of GitHub and GitLab. Every line that cannot be used is told, with the reason: a line that is
// left out in silence gives its files to the wrong people.
import { Email } from "#lib/accounts/email.ts";

export type CodeOwnersLine = {
  /** From 1. */
  line: number;
  text: string;
  /** With its escapes. */
  pattern: string;
  /** As the file names them; empty: nobody owns what it matches. */
  owners: string[];
};

export type SkippedLine = { line: number; text: string; reason: string };

const MAX_LINES = 200_000;
/** Patterns with `*` or `?` are tried one after the other. */
const MAX_WILDCARDS = 3_000;
const MAX_PATTERN = 500;
const MAX_SEGMENTS = 64;
const MAX_OWNERS = 50;

// [Name], ^[Optional], [Name][2], with owners behind it.
const SECTION = /^\^?\[[^\]]+\](?:\[\d+\])?(?:\s+(.*))?$/;

/** An owner in a file: @name, @organization/team, or an e-mail address. */
const isOwner = (word: string) =>
  /^@{1,2}[A-Za-z0-9_][\w./-]{0,200}$/.test(word) || Email.safeParse(word).success;

/** The line up to a # that begins a comment. */
const withoutComment = (line: string) => line.replace(/(?<=\s)#.*$/, "").trim();

/** Why a pattern cannot be used; null when it can. */
export function reasonAgainst(pattern: string): string | null {
  if (pattern.startsWith("!")) return "CODEOWNERS knows no “!”: name the exception on a later line.";
  if (/(?<!\\)\[/.test(pattern)) return "CODEOWNERS knows no [..] in paths: use * or ?.";
  if (pattern.length > MAX_PATTERN) return `The path is longer than ${MAX_PATTERN} characters.`;
  if (pattern.split("/").length > MAX_SEGMENTS) return `The path is deeper than ${MAX_SEGMENTS} folders.`;
  return pattern.replaceAll("/", "") === "" ? "The path names nothing." : null;
}

type Read = { line: CodeOwnersLine } | { reason: string };

function readLine(text: string, line: number, defaults: readonly string[]): Read {
  const [pattern = "", ...words] = withoutComment(text).match(/(?:\\.|\S)+/g) ?? [];
  const reason = reasonAgainst(pattern);
  if (reason !== null) return { reason };
  const wrong = words.find((word) => !isOwner(word));
  if (wrong !== undefined)
    return { reason: `“${wrong.slice(0, 80)}” is no owner; a space inside a path is written “\\ ”.` };
  if (words.length > MAX_OWNERS) return { reason: `More than ${MAX_OWNERS} owners.` };
  return { line: { line, text, pattern, owners: words.length > 0 ? words : [...defaults] } };
}

/** Reads all lines; comments, blank lines and headings of sections are neither used nor skipped. */
export function parseCodeOwners(file: string): { lines: CodeOwnersLine[]; skipped: SkippedLine[] } {
  const lines: CodeOwnersLine[] = [];
  const skipped: SkippedLine[] = [];
  let defaults: string[] = [];
  let wildcards = 0;
  for (const [index, raw] of file
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const text = raw.trim();
    const line = index + 1;
    if (text === "" || text.startsWith("#")) continue;
    const skip = (reason: string) => skipped.push({ line, text: text.slice(0, 300), reason });
    if (line > MAX_LINES) {
      skip(
        `Only the first ${MAX_LINES.toLocaleString("en")} lines are read; this one and all below are left out.`,
      );
      break;
    }
    const section = SECTION.exec(withoutComment(text));
    if (section) {
      defaults = (section[1] ?? "").split(/\s+/).filter(isOwner);
      continue;
    }
    const read = readLine(text, line, defaults);
    if ("reason" in read) skip(read.reason);
    else if (/(?<!\\)[*?]/.test(read.line.pattern) && ++wildcards > MAX_WILDCARDS)
      skip(`Only ${MAX_WILDCARDS.toLocaleString("en")} lines may have a * or ?.`);
    else lines.push(read.line);
  }
  return { lines, skipped };
}

/** The owners that a file names, each once, in the order of their first line. */
export const ownersIn = (lines: readonly CodeOwnersLine[]): string[] => [
  ...new Set(lines.flatMap(({ owners }) => owners)),
];
