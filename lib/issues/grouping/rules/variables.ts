// `{{ error.type }}` and its like in fingerprints and titles.

const names = new Set([
  "default",
  "transaction",
  "message",
  "error.type",
  "type",
  "error.value",
  "value",
  "stack.function",
  "function",
  "stack.abs_path",
  "path",
  "stack.filename",
  "stack.module",
  "module",
  "stack.package",
  "package",
  "level",
  "logger",
]);

/** Whether there is such a variable. */
export function isVariable(name: string): boolean {
  return names.has(name) || /^tags\.\S/.test(name);
}

/** The name in a text that is one variable and nothing else, or null. */
export function readVariable(text: string): string | null {
  return /^\{\{\s*([^\s{}]{1,200})\s*\}\}$/.exec(text.trim())?.[1] ?? null;
}

const embedded = /\{\{\s{0,20}([^\s{}]{1,200})\s{0,20}\}\}/g;

/** The names of all variables in a text. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(embedded)].map((match) => match[1] ?? "");
}

/** A text with its variables filled in. */
export function fillVariables(text: string, resolve: (name: string) => string): string {
  return text.replace(embedded, (_match, name: string) => resolve(name));
}
