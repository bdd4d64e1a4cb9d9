// Globs of filter settings: `*` stands for anything, case does not matter, every other character for itself.
// Written by hand because it is linear in practice and needs no compiling: V8's own search does the work.

/** Whether all of a text matches. `lowered` is the text in lower case. */
export type Glob = (lowered: string) => boolean;

/** Compiles one glob. The literal parts are looked for from left to right; none ever has to be tried again. */
export function compileGlob(pattern: string): Glob {
  const parts = pattern.toLowerCase().split(/\*+/);
  const [first = ""] = parts;
  if (parts.length === 1) return (lowered) => lowered === first;
  const last = parts.at(-1) ?? "";
  const middle = parts.slice(1, -1);
  return (lowered) => {
    if (lowered.length < first.length + last.length) return false;
    if (!lowered.startsWith(first) || !lowered.endsWith(last)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = lowered.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= lowered.length - last.length;
  };
}

/** Whether a text matches one of the patterns; blank patterns match nothing. */
export function compileGlobs(patterns: readonly string[]): (text: string) => boolean {
  const globs = patterns.filter((pattern) => pattern.trim() !== "").map((pattern) => compileGlob(pattern));
  if (globs.length === 0) return () => false;
  return (text) => {
    const lowered = text.toLowerCase();
    return globs.some((matches) => matches(lowered));
  };
}
