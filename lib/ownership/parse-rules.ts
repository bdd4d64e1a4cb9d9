// The text of ownership rules, one rule a line: a matcher, a glob, and owners.
//
//   path:src/payments/* #payments ada@example.com
//   module:"com.acme.billing *" #payments
//   tags.customer:enterprise* #key-accounts
import { Email } from "#lib/accounts/email.ts";
import { Slug } from "#lib/accounts/slug.ts";
import { reasonAgainst } from "#lib/ownership/parse-code-owners.ts";

const MAX_RULES = 5_000;
const MAX_OWNERS = 20;
const MAX_GLOB = 512;

export type RuleKind = "path" | "module" | "url" | "codeowners" | "tag";

export type Rule = {
  /** From 1. */
  line: number;
  /** The line as it was typed, without space around it. */
  text: string;
  kind: RuleKind;
  /** The tag's key, for a rule of kind tag. */
  key: string;
  glob: string;
  /** `#team` or an e-mail address, in lower case, the first one first. */
  owners: { name: string; column: number }[];
};

/** What is wrong in a text, and where; both count from 1. */
export type Fault = { line: number; column: number; message: string };

/** A word of a line; quotes around a part of it keep spaces inside. */
type Word = { text: string; column: number; isOpen: boolean; colon: number };

function readWords(line: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) {
      at++;
      continue;
    }
    const column = at + 1;
    let [text, isQuoted, colon] = ["", false, -1];
    for (; at < line.length && (isQuoted || !/\s/.test(line.charAt(at))); at++) {
      const char = line.charAt(at);
      if (char === "\\" && isQuoted && line.charAt(at + 1) === '"') text += line.charAt(++at);
      else if (char === '"') isQuoted = !isQuoted;
      else {
        if (char === ":" && !isQuoted && colon < 0) colon = text.length;
        text += char;
      }
    }
    words.push({ text, column, isOpen: isQuoted, colon });
  }
  return words;
}

const NAMED: Readonly<Record<string, RuleKind>> = {
  path: "path",
  module: "module",
  url: "url",
  codeowners: "codeowners",
};

/** Kind, tag and glob of the first word. @throws Error with what is wrong with it. */
function readMatcher({ text, colon }: Word): Pick<Rule, "kind" | "key" | "glob"> {
  const name = colon < 0 ? "" : text.slice(0, colon);
  const glob = text.slice(colon + 1);
  const kind = NAMED[name.toLowerCase()];
  if (kind) return { kind, key: "", glob };
  if (name.toLowerCase().startsWith("tags.")) {
    const key = name.slice("tags.".length);
    if (key === "") throw new Error("Name a tag after “tags.”.");
    return { kind: "tag", key, glob };
  }
  // C:\src\* and app:///src/* are paths.
  if (name.length > 1 && !/^[\\/]/.test(glob) && /^[\w.-]+$/.test(name))
    throw new Error(
      `There is no matcher “${name}”. Use path, module, url, tags.<name> or codeowners, or put the path in quotes.`,
    );
  return { kind: "path", key: "", glob: text };
}

function ownerFault(name: string): string | null {
  if (name.startsWith("#"))
    return Slug.safeParse(name.slice(1)).success ? null : `“${name}” cannot be the name of a team.`;
  if (Email.safeParse(name).success) return null;
  return `“${name}” is no owner. Write an e-mail address, or a team as #team.`;
}

type Read = { rule: Rule } | { fault: Omit<Fault, "line"> } | null;

function readLine(source: string, line: number): Read {
  const words = readWords(source);
  const [matcher, ...rest] = words;
  if (!matcher || matcher.text.startsWith("#")) return null;
  const open = words.find((word) => word.isOpen);
  if (open) return { fault: { column: open.column, message: "The quotes are not closed." } };
  const fault = (word: Word, message: string): Read => ({ fault: { column: word.column, message } });
  try {
    const { kind, key, glob } = readMatcher(matcher);
    if (glob === "") return fault(matcher, "Write what to look for after the colon.");
    if (glob.length > MAX_GLOB) return fault(matcher, `At most ${MAX_GLOB} characters.`);
    const reason = kind === "codeowners" ? reasonAgainst(glob) : null;
    if (reason !== null) return fault(matcher, reason);
    // A lone # begins a comment; #payments is a team.
    const comment = rest.findIndex((word) => word.text === "#");
    const owners = comment < 0 ? rest : rest.slice(0, comment);
    if (owners.length > MAX_OWNERS) return fault(matcher, `At most ${MAX_OWNERS} owners a rule.`);
    if (owners.length === 0 && kind !== "codeowners")
      return { fault: { column: source.length + 1, message: "Name an owner: an e-mail address or #team." } };
    for (const owner of owners) {
      const wrong = ownerFault(owner.text.toLowerCase());
      if (wrong !== null) return fault(owner, wrong);
    }
    const named = owners.map(({ text, column }) => ({ name: text.toLowerCase(), column }));
    return { rule: { line, text: source.trim(), kind, key, glob, owners: named } };
  } catch (error) {
    return fault(matcher, error instanceof Error ? error.message : String(error));
  }
}

/** Reads all lines; those that are wrong are left out of the rules. */
export function parseRules(text: string): { rules: Rule[]; faults: Fault[] } {
  const rules: Rule[] = [];
  const faults: Fault[] = [];
  for (const [index, source] of text.split(/\r?\n/).entries()) {
    const read = readLine(source, index + 1);
    if (!read) continue;
    if ("fault" in read) faults.push({ line: index + 1, ...read.fault });
    else if (rules.length < MAX_RULES) rules.push(read.rule);
    else {
      faults.push({ line: index + 1, column: 1, message: `At most ${MAX_RULES} rules.` });
      break;
    }
  }
  return { rules, faults };
}
