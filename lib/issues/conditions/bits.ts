// Which rows have what, a bit a row: a combination is counted by AND, 32 rows at a time.
import type { Part } from "#lib/issues/conditions/choose-parts.ts";

/** Events of one side; those that agree in every part are counted together. A part that holds sets its bit. */
export type Sample = { size: number; patterns: readonly { holds: bigint; count: number }[] };

export type Bits = Uint32Array<ArrayBuffer>;

/** For each part, the rows that have it. */
export function bitsOf(sample: Sample, parts: readonly Part[]): Bits[] {
  const columns = parts.map(() => new Uint32Array(Math.ceil(sample.size / 32)));
  let row = 0;
  for (const { holds, count } of sample.patterns) {
    for (const [at, { bit }] of parts.entries()) {
      const column = columns[at];
      if (column && (holds >> BigInt(bit)) & 1n) setBits(column, row, Math.min(sample.size, row + count));
    }
    row += count;
  }
  return columns;
}

function setBits(column: Bits, from: number, until: number): void {
  for (let row = from; row < until; row++) column[row >>> 5] = (column[row >>> 5] ?? 0) | (1 << (row & 31));
}

/** The rows that both have. */
export function both(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word++) result[word] = (a[word] ?? 0) & (b[word] ?? 0);
  return result;
}

/** How many rows both have. */
export function countBoth(a: Bits, b: Bits): number {
  let count = 0;
  for (let word = 0; word < a.length; word++) {
    let bits = (a[word] ?? 0) & (b[word] ?? 0);
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
