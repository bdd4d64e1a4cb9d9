/** Bounds of what people may set; the digest pays for each of them with every event. */
export const LIMITS = {
  sourceDepth: 16,
  sourceSteps: 32,
  /** Instructions of one pattern, and of all patterns of one list of rules, as re2js counts them. */
  patternSize: 400,
  patternsSize: 2_000,
  /** Remarks that scrubbing may add to one event. */
  remarks: 200,
  /** A text that a rule made longer is cut here. */
  chars: 8_192,
  /** The same for values of tags. */
  tagChars: 200,
} as const;

export const FILTERED = "[Filtered]";
