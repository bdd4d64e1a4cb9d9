import type { Component } from "#lib/issues/grouping/component.ts";

export type VariantName =
  | "app"
  | "system"
  | "default"
  | "custom_fingerprint"
  | "built_in_fingerprint"
  | "checksum"
  | "hashed_checksum"
  | "fallback";

/** Who gave a fingerprint: a rule of the project, the SDK, or Debrief itself. */
export type FingerprintSource =
  | { readonly kind: "rule"; readonly line: number; readonly text: string }
  | { readonly kind: "sdk" | "built_in" };

/** One way to look at an event, with what it took from it: the data behind "why this group". */
export type Variant = {
  readonly name: VariantName;
  readonly contributes: boolean;
  /** 32 hex; null when the variant does not contribute. */
  readonly hash: string | null;
  /** Why it does not contribute. */
  readonly reason?: string;
  /** Fingerprint entries that went into the hash, variables resolved. */
  readonly fingerprint?: readonly string[];
  readonly source?: FingerprintSource;
  readonly component?: Component;
};

/** What one version answers. */
export type VersionGrouping = {
  /** The first is the primary one. An event belongs to the group that owns any of them. */
  readonly hashes: readonly [string, ...string[]];
  /** What a fingerprint rule calls the issue. */
  readonly title?: string;
  readonly variants: readonly Variant[];
};
