// The same dice at every run.

export type Random = ReturnType<typeof randomOf>;

/** Numbers that a seed decides (mulberry32). */
export function randomOf(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(list: readonly [T, ...T[]]): T => list[below(list.length)] ?? list[0];
  const chance = (share: number) => next() < share;
  const hex = (length: number) => Array.from({ length }, () => "0123456789abcdef"[below(16)]).join("");
  const uuid = () => [8, 4, 4, 4, 12].map(hex).join("-");
  return { next, below, pick, chance, hex, uuid };
}
