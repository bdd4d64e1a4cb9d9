const operator =
  /operator(?:\s?\(\)|\s?\[\]|->\*?|<=>|<<=?|>>=?|&&|\|\||\+\+|--|[-+*/%^&|=<>!~]=?|,|\s(?:new|delete)(?:\[\])?|\s[\w:]+)/y;
const anonymousNamespace = /(?:\(anonymous namespace\)|`anonymous namespace'|\{anonymous\})::/y;
const namedLambda = /\$_\d{1,9}|'lambda\d{0,9}'|`lambda\d{0,9}'/y;
const nextFunction = / (?=[A-Za-z_:~])(?!(?:const|volatile|noexcept|requires|throws|async)\b)/y;
const objectiveC = /^(?:__\d{1,9})?[-+]\[/;

/**
 * The stable part of a native function's name: no arguments, return type, lambda number, anonymous
 * namespace, Rust hash or Windows stack size; template arguments become `<T>`. Linear in its length.
 */
export function trimNativeFunction(name: string): string {
  if (objectiveC.test(name)) return name;
  if (name.startsWith("closure #")) {
    const at = name.lastIndexOf(" in ");
    if (at !== -1) return `closure in ${trimNativeFunction(name.slice(at + 4))}`;
  }
  const text = name.replace(/::h[0-9a-f]{16}$/, "").replace(/(?<=[^@])@\d{1,4}$/, "");
  return trimSignature(text) || name;
}

function trimSignature(text: string): string {
  let out = "";
  let i = 0;
  while (i < text.length) {
    const special = matchSpecial(text, i, out);
    if (special !== null) {
      out += special.text;
      i = special.end;
      continue;
    }
    const char = text.charAt(i);
    if (char === "(") {
      i = skipBalanced(text, i, "(", ")");
      if (text.startsWith("::", i)) continue;
      if (matchEnd(nextFunction, text, i) === -1) break;
    } else if (char === " ") {
      out = "";
      i += 1;
    } else {
      out += char;
      i += 1;
    }
  }
  return out;
}

function matchSpecial(text: string, i: number, out: string): { text: string; end: number } | null {
  const char = text.charAt(i);
  if (char === "o" && !/\w$/.test(out.slice(-1))) {
    const end = matchEnd(operator, text, i);
    if (end !== -1) return { text: text.slice(i, end), end };
  }
  if (char === "(" || char === "`" || char === "{") {
    const end = matchEnd(anonymousNamespace, text, i);
    if (end !== -1) return { text: "", end };
  }
  if (char === "$" || char === "'" || char === "`") {
    const end = matchEnd(namedLambda, text, i);
    if (end !== -1) return { text: "lambda", end };
  }
  if (char === "{") return { text: "lambda", end: skipBalanced(text, i, "{", "}") };
  if (char !== "<") return null;
  const end = skipBalanced(text, i, "<", ">");
  if (text.startsWith("<lambda", i)) return { text: "lambda", end };
  if (out === "") return { text: `<${collapseTemplates(text.slice(i + 1, end - 1))}>`, end };
  return { text: "<T>", end };
}

function collapseTemplates(text: string): string {
  let out = "";
  let i = 0;
  while (i < text.length) {
    const open = text.indexOf("<", i);
    if (open === -1) return out + text.slice(i);
    out += `${text.slice(i, open)}<T>`;
    i = skipBalanced(text, open, "<", ">");
  }
  return out;
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Index after the bracket that closes the one at `from`; the end of the text when none does. */
function skipBalanced(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let i = from; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === open) depth += 1;
    else if (char === close && text.charAt(i - 1) !== "-") {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}
