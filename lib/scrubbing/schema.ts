// Data scrubbing as an organization or a project sets it.
import { z } from "zod";

export const METHODS = ["remove", "mask", "hash", "replace"] as const;

/** One advanced rule: [method] [type] from [source]. */
export const ScrubbingRule = z.object({
  method: z.enum(METHODS),
  /** A name of RULE_TYPES (lib/scrubbing/rule-types.ts), with or without @. */
  type: z.string().max(32),
  /** For "pattern": a regular expression in RE2's syntax, which runs in linear time. */
  pattern: z.string().max(1_000).optional(),
  /** For "replace". */
  replacement: z.string().max(200).optional(),
  /** Which values: $user.*, **.password, extra.'my key' … */
  source: z.string().max(500),
});

export const ScrubbingSettings = z.object({
  /** The default rules: passwords, tokens, cards … */
  scrubDefaults: z.boolean().default(true),
  scrubIpAddresses: z.boolean().default(false),
  /** Further names of fields that hold secrets; parts of names count. */
  sensitiveFields: z.array(z.string().max(200)).max(200).default([]),
  /** Names of fields that the default rules and the list above leave alone. */
  safeFields: z.array(z.string().max(200)).max(200).default([]),
  rules: z.array(ScrubbingRule).max(100).default([]),
});

/** An organization's own: what is on here is on for all of its projects, and they can only add to it. */
export const OrganizationScrubbing = ScrubbingSettings.extend({ scrubDefaults: z.boolean().default(false) });

export type ScrubbingRule = z.infer<typeof ScrubbingRule>;
export type ScrubbingSettings = z.infer<typeof ScrubbingSettings>;
