import type { Component } from "#lib/issues/grouping/component.ts";

export type GroupingVersion = 1;

export type VariantName =
  "app" | "system" | "default" | "custom_fingerprint" | "built_in_fingerprint" | "fallback";

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
  readonly component?: Component;
};

/** The first hash is the primary one. An event belongs to the group that owns any of its hashes. */
export type Grouping = {
  readonly version: GroupingVersion;
  readonly hashes: readonly [string, ...string[]];
  readonly variants: readonly Variant[];
};
