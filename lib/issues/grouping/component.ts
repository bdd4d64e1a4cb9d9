import { hash } from "node:crypto";

/** One node of the tree that explains a hash. A leaf has `value`, an inner node has `children`. */
export type Component = {
  readonly name: string;
  readonly contributes: boolean;
  /** Why it does not contribute, or what was left out. */
  readonly reason?: string;
  readonly value?: string;
  readonly children?: readonly Component[];
};

/** A leaf whose text goes into the hash. */
export function leaf(name: string, value: string): Component {
  return { name, contributes: true, value };
}

/** A leaf that is shown but stays out of the hash. */
export function ignored(name: string, value: string, reason: string): Component {
  return { name, contributes: false, reason, value };
}

/** An inner node; it contributes when one of its children does. */
export function branch(name: string, children: readonly Component[], reason?: string): Component {
  const contributes = children.some((child) => child.contributes);
  return reason === undefined ? { name, contributes, children } : { name, contributes, reason, children };
}

/** The same node, kept out of the hash. */
export function withoutContribution(component: Component, reason: string): Component {
  return { ...component, contributes: false, reason };
}

/** The 32-hex hash of everything in the tree that contributes, depth first. */
export function hashComponent(component: Component): string {
  const parts: string[] = [];
  collect(component, parts);
  return hashParts(parts);
}

/** The 32-hex hash of a list of texts; where one text ends and the next begins makes a difference. */
export function hashParts(parts: readonly string[]): string {
  return hash("md5", parts.join("\u0000"));
}

function collect(component: Component, parts: string[]): void {
  if (!component.contributes) return;
  if (component.value !== undefined) parts.push(component.name, component.value);
  if (component.children !== undefined) for (const child of component.children) collect(child, parts);
}
