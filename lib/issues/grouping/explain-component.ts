import type { Component } from "#lib/issues/grouping/component.ts";

/** One thing that grouping looked at. */
export type ExplainedPart = {
  readonly kind:
    "type" | "message" | "frame" | "template" | "system_error" | "policy" | "fingerprint" | "checksum";
  /** "TypeError", "charge in shop.pay", "Order <int> failed" … */
  readonly text: string;
  /** Of a frame or a template: the line of source that counts. */
  readonly detail: string | null;
  readonly used: boolean;
  /** Why it was left out. */
  readonly why: string | null;
};

/** What stands for the name of a template that has none. */
export const NAMELESS_TEMPLATE = "a template without a name";

/** The leaves that a person thinks of as one thing, in their order. */
export function explainComponent(component: Component): ExplainedPart[] {
  const parts: ExplainedPart[] = [];
  walk(component, null, parts);
  return parts;
}

function walk(component: Component, outer: string | null, into: ExplainedPart[]): void {
  const why = outer ?? (component.contributes ? null : (component.reason ?? "it says nothing"));
  switch (component.name) {
    case "frame":
      into.push(frame(component, why));
      return;
    case "template":
      into.push(template(component, why));
      return;
    case "checksum":
      into.push(part("checksum", component, why));
      return;
    case "type":
      into.push(part("type", component, why));
      return;
    case "value":
    case "message":
      into.push(part("message", component, why));
      return;
    case "ns_error":
      into.push({ ...part("system_error", component, why), text: textsOf(component).join(" ") });
      return;
    case "csp":
      into.push({ ...part("policy", component, why), text: textsOf(component).join(" from ") });
      return;
    default: {
      // A branch without a reason of its own leaves it to what is in it.
      const above = outer ?? (component.contributes ? null : (component.reason ?? null));
      for (const child of component.children ?? []) walk(child, above, into);
    }
  }
}

function part(kind: ExplainedPart["kind"], { value = "" }: Component, why: string | null): ExplainedPart {
  return { kind, text: value, detail: null, used: why === null, why };
}

function frame(component: Component, why: string | null): ExplainedPart {
  const find = (name: string) => component.children?.find((child) => child.name === name);
  const place = find("module") ?? find("filename");
  const name = find("function")?.value;
  const context = find("context-line");
  const text = [name, place?.value].filter((word) => word !== undefined && word !== "").join(" in ");
  return {
    kind: "frame",
    text: text || "a frame without a name",
    detail: why === null && context?.contributes ? (context.value ?? null) : null,
    used: why === null,
    why: component.contributes || why !== "it says nothing" ? why : reasonOfParts(component),
  };
}

function template({ children = [] }: Component, why: string | null): ExplainedPart {
  const find = (name: string) => children.find((child) => child.name === name)?.value;
  return {
    kind: "template",
    text: find("filename") ?? NAMELESS_TEMPLATE,
    detail: find("context-line") ?? null,
    used: why === null,
    why,
  };
}

/** Why nothing in a frame counts: what is said of the last part that has a reason. */
function reasonOfParts({ children = [] }: Component): string {
  return children.findLast(({ reason }) => reason !== undefined)?.reason ?? "it says nothing";
}

function textsOf({ children = [] }: Component): string[] {
  return children.flatMap(({ value }) => value ?? []);
}
