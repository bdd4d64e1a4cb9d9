const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `("web", 74)` is `WEB-2A`: the project's slug and its issue counter (1 or more) in Crockford's base 32. */
export function formatShortId(projectSlug: string, number: number): string {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`not an issue number: ${number}`);
  let digits = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) {
    digits = alphabet.charAt(rest % 32) + digits;
  }
  return `${projectSlug.toUpperCase()}-${digits}`;
}

/** Reads a short id as a person may type it: any case, O for 0, I and L for 1. Null when it is none. */
export function parseShortId(text: string): { projectSlug: string; number: number } | null {
  const trimmed = text.trim();
  const dash = trimmed.lastIndexOf("-");
  const projectSlug = trimmed.slice(0, Math.max(dash, 0)).toLowerCase();
  if (!/^[a-z0-9_](?:[a-z0-9_-]{0,98}[a-z0-9_])?$/.test(projectSlug)) return null;
  const number = parseDigits(trimmed.slice(dash + 1));
  return number === null ? null : { projectSlug, number };
}

function parseDigits(text: string): number | null {
  if (text === "" || text.length > 11) return null;
  let number = 0;
  for (const char of text.toUpperCase().replaceAll("O", "0").replaceAll(/[IL]/g, "1")) {
    const digit = alphabet.indexOf(char);
    if (digit === -1) return null;
    number = number * 32 + digit;
  }
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
