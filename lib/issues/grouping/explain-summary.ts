import { NAMELESS_TEMPLATE, type ExplainedPart } from "#lib/issues/grouping/explain-component.ts";
import type { Variant } from "#lib/issues/grouping/grouping.ts";

/** What made the group, in one sentence. */
export function summarize(variant: Variant, parts: readonly ExplainedPart[]): string {
  switch (variant.name) {
    case "custom_fingerprint":
      return `${fingerprintOf(variant)} Stack trace and message play no part.`;
    case "built_in_fingerprint":
      return variant.fingerprint?.[0] === "chunkloaderror"
        ? "Events of files that a browser could not load after a deployment share one issue."
        : `Events where React could not take over the server's page share one issue for each page, here ${variant.fingerprint?.[1]}.`;
    case "checksum":
    case "hashed_checksum":
      return `The application itself sets the group to the checksum "${variant.component?.value ?? ""}". Nothing else plays a part.`;
    case "fallback":
      return "The event has no error, stack trace or message: all such events of the project share one issue.";
    case "app":
    case "system":
    case "default": {
      const sentence = `Events are grouped by ${listOf(factsOf(variant, parts))}.`;
      return variant.fingerprint === undefined ? sentence : `${sentence} ${fingerprintOf(variant)}`;
    }
  }
}

function fingerprintOf({ fingerprint = [], source }: Variant): string {
  const own = fingerprint.filter((entry) => entry !== "{{ default }}");
  const text = own.map((entry) => `"${entry}"`).join(", ");
  const what =
    own.length < fingerprint.length ? `splits that further by ${text}` : `sets the group to ${text}`;
  return source?.kind === "rule"
    ? `The fingerprint rule in line ${source.line} of the project's rules ${what}.`
    : `The application itself ${what}.`;
}

/** "the error type TypeError", "3 frames of your code". */
function factsOf(variant: Variant, parts: readonly ExplainedPart[]): string[] {
  const used = parts.filter((part) => part.used);
  const texts = (kind: ExplainedPart["kind"]) =>
    used.filter((part) => part.kind === kind).map(({ text }) => text);
  const facts: string[] = [];
  const types = texts("type");
  if (types.length > 0) facts.push(`the error ${counted(types.length, "type")} ${types.join(" and ")}`);
  const frames = texts("frame").length;
  if (frames > 0) {
    const whose = variant.name === "app" ? "of your code" : "of all code, as none of it is known to be yours";
    facts.push(`${frames} ${counted(frames, "frame")} ${whose}`);
  }
  facts.push(...texts("system_error").map((text) => `the system error ${text}`));
  facts.push(...texts("policy").map((text) => `the violated policy ${text}`));
  for (const { kind, text, detail } of used) {
    if (kind !== "template") continue;
    facts.push(text === NAMELESS_TEMPLATE ? text : `the template ${text}`);
    if (detail !== null) facts.push(`its line "${detail}"`);
  }
  facts.push(...texts("message").map((text) => `the message "${text}"`));
  return facts;
}

function counted(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

function listOf(facts: readonly string[]): string {
  return facts.length < 2
    ? facts.join("")
    : `${facts.slice(0, -1).join(", ")} and ${facts[facts.length - 1] ?? ""}`;
}
