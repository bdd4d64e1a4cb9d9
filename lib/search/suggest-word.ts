const MAX_DISTANCE = 3;

/** How many letters must be put in, taken out, replaced or swapped with their neighbour. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (rows[i - 2]?.[j - 2] ?? 99) + 1 : 99;
      row.push(
        Math.min(
          (rows[i - 1]?.[j] ?? 99) + 1,
          (row[j - 1] ?? 99) + 1,
          (rows[i - 1]?.[j - 1] ?? 99) + (isSame ? 0 : 1),
          swapped,
        ),
      );
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 99;
}

/** What may have been meant, as a sentence with a blank before it; the first words when nothing is near. */
export function suggestWord(typed: string, words: readonly string[]): string {
  const word = typed.toLowerCase().slice(0, 60);
  const [nearest] = words
    .map((one) => ({ one, far: one.startsWith(word) && word !== "" ? 0.5 : distance(word, one) }))
    .filter(({ far, one }) => far <= Math.min(MAX_DISTANCE, one.length / 2))
    .toSorted((a, b) => a.far - b.far);
  return nearest ? ` Did you mean ${nearest.one}?` : ` Use ${words.join(", ")}.`;
}
