const patterns: { word: string; test: RegExp }[] = [
  { word: "event", test: /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i },
  { word: "issue", test: /^[a-z][a-z0-9_]*(-[a-z0-9_]+)*-[0-9a-z]{1,8}$/i },
  { word: "user", test: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ },
  { word: "address", test: /^https?:\/\/\S+$/i },
];

/** What a pasted text most likely names: an event id, short id, e-mail or URL; undefined for other text. */
export function jumpTarget(text: string): string | undefined {
  const trimmed = text.trim();
  return patterns.find(({ test }) => test.test(trimmed))?.word;
}
