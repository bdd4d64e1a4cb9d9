import { platformFamily } from "#lib/events/platform-family.ts";
import type { Frame } from "#lib/events/event.ts";
import { ignored, leaf, type Component } from "#lib/issues/grouping/component.ts";
import { trimNativeFunction } from "#lib/issues/grouping/names/native-function.ts";

const anonymousJavaScript = new Set(["", "?", "<anonymous>", "<anonymous function>", "Anonymous function"]);

/** The part of a frame's function name that stays the same between builds; null when there is none. */
export function functionComponent(frame: Frame, platform: string): Component | null {
  const name = platform === "csharp" ? (frame.rawFunction ?? frame.function) : frame.function;
  if (name === undefined || name === "") return null;
  switch (platformFamily(platform)) {
    case "javascript":
      return javaScriptFunction(name);
    case "native":
      return nativeFunction(name);
    case "other":
      return otherFunction(name, platform);
  }
}

/** Whether a JavaScript frame has a function name that means something. */
export function hasJavaScriptFunction(frame: Frame): boolean {
  return frame.function !== undefined && javaScriptFunction(frame.function).contributes;
}

// Chrome: `async Cart.load`, `new Cart`, `Cart.get total`, `Object.load [as run]`. Firefox: `async*load`,
// `promise callback*load`, `setTimeout handler*load`. Safari and all others: `load`.
const callKind =
  /^(?:(?:async|promise callback|setTimeout handler|setInterval handler)\*|(?:async|new|get|set) )/;

function javaScriptFunction(name: string): Component {
  const plain = name.includes(" ") || name.includes("*") ? withoutCallKind(name) : name;
  const last = plain.slice(plain.lastIndexOf(".") + 1);
  if (anonymousJavaScript.has(last) || last.endsWith("/<")) {
    return ignored("function", name, "anonymous function");
  }
  return leaf("function", last);
}

function withoutCallKind(name: string): string {
  const alias = name.endsWith("]") ? name.lastIndexOf(" [as ") : -1;
  const called = (alias === -1 ? name : name.slice(0, alias)).replace(callKind, "");
  return called.slice(called.lastIndexOf(".") + 1).replace(callKind, "");
}

function nativeFunction(name: string): Component {
  if (name === "<redacted>" || name === "<unknown>") return ignored("function", name, "unknown function");
  return leaf("function", trimNativeFunction(name));
}

function otherFunction(name: string, platform: string): Component {
  switch (platform) {
    case "java":
      return name.startsWith("lambda$")
        ? ignored("function", name, "generated lambda")
        : leaf("function", name);
    case "ruby":
      return leaf(
        "function",
        /^block\b/.test(name) ? "block" : name.replace(/__[-_]?\d{1,20}_\d{1,20}$/, ""),
      );
    case "php":
      return phpFunction(name);
    default:
      return leaf("function", name);
  }
}

function phpFunction(name: string): Component {
  if (name.startsWith("[Anonymous")) return ignored("function", name, "anonymous function");
  if (!name.startsWith("class@anonymous")) return leaf("function", name);
  const method = name.lastIndexOf("::");
  return method === -1
    ? ignored("function", name, "anonymous class")
    : leaf("function", name.slice(method + 2));
}
