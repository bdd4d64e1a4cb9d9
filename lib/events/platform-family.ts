/** Platforms that share the shape of their frames. */
export type PlatformFamily = "javascript" | "native" | "other";

const families = new Map<string, PlatformFamily>([
  ["javascript", "javascript"],
  ["node", "javascript"],
  ["objc", "native"],
  ["cocoa", "native"],
  ["swift", "native"],
  ["native", "native"],
  ["c", "native"],
]);

/** The family of a frame's or an event's platform. */
export function platformFamily(platform: string): PlatformFamily {
  return families.get(platform) ?? "other";
}
