import type { Event } from "#lib/events/event.ts";
import { hashComponent, hashParts, type Component } from "#lib/issues/grouping/component.ts";
import { cspComponent } from "#lib/issues/grouping/csp-component.ts";
import { chainViews } from "#lib/issues/grouping/exception-component.ts";
import { resolveFingerprint, type Fingerprint } from "#lib/issues/grouping/fingerprint.ts";
import type { Grouping, Variant, VariantName } from "#lib/issues/grouping/grouping.ts";
import { isSyntheticMessage } from "#lib/issues/grouping/main-exception.ts";
import { messageComponent } from "#lib/issues/grouping/message-component.ts";
import { soleThread, stacktraceViews, type Views } from "#lib/issues/grouping/stacktrace-component.ts";

/** Version 1 of the grouping rules; a rule that changes hashes belongs in a version 2. */
export function groupEventV1(event: Event): Grouping {
  const fingerprint = resolveFingerprint(event);
  const variants = defaultVariants(event);
  if (fingerprint.kind === "default") return grouping(variants);
  if (fingerprint.kind === "salted") return grouping(variants.map((one) => salt(one, fingerprint.values)));
  return grouping([fingerprintVariant(fingerprint), ...suppressAll(variants, "the fingerprint")]);
}

/** The variants of the first strategy that finds something, then those that had to give way. */
function defaultVariants(event: Event): Variant[] {
  const csp = cspComponent(event);
  if (csp !== null) return [contributing("default", csp)];
  const message = messageComponent(event);
  const stack = stackViews(event);
  if (stack !== null) {
    const variants = viewVariants(stack);
    return message === null
      ? variants
      : [...variants, suppressed("default", message, "the stack trace or error")];
  }
  if (message?.contributes) return [contributing("default", message)];
  return [{ name: "fallback", contributes: true, hash: hashParts([]), reason: "nothing to group by" }];
}

function stackViews(event: Event): Views | null {
  if (event.exceptions.length > 0 && !isSyntheticMessage(event)) {
    const views = chainViews(event);
    if (views.system.contributes || views.app.contributes) return views;
  }
  for (const stacktrace of [soleThread(event)?.stacktrace, event.stacktrace]) {
    if (stacktrace === undefined) continue;
    const views = stacktraceViews(stacktrace, event.platform);
    if (views.system.contributes) return views;
  }
  return null;
}

function viewVariants({ app, system }: Views): Variant[] {
  const appHasStack = hasStack(app);
  const systemHasStack = hasStack(system);
  if (systemHasStack && !appHasStack) {
    return [{ ...suppressed("app", app, ""), reason: "no frame is in app" }, contributing("system", system)];
  }
  const appVariant = contributing("app", app);
  if (appHasStack && !systemHasStack) return [appVariant, suppressed("system", system, "the app variant")];
  const systemVariant = contributing("system", system);
  if (systemVariant.hash !== appVariant.hash) return [appVariant, systemVariant];
  return [
    appVariant,
    { ...systemVariant, contributes: false, hash: null, reason: "the same as the app variant" },
  ];
}

function hasStack(component: Component): boolean {
  if (!component.contributes) return false;
  return component.name === "stacktrace" || (component.children?.some(hasStack) ?? false);
}

function fingerprintVariant(fingerprint: Extract<Fingerprint, { kind: "custom" | "built_in" }>): Variant {
  return {
    name: fingerprint.kind === "custom" ? "custom_fingerprint" : "built_in_fingerprint",
    contributes: true,
    hash: hashParts(fingerprint.values),
    fingerprint: fingerprint.values,
  };
}

function salt(variant: Variant, values: readonly (string | null)[]): Variant {
  const { hash } = variant;
  if (hash === null) return variant;
  return {
    ...variant,
    hash: hashParts(values.map((value) => value ?? hash)),
    fingerprint: values.map((value) => value ?? "{{ default }}"),
  };
}

function suppressAll(variants: readonly Variant[], winner: string): Variant[] {
  return variants.map((one) => ({
    ...one,
    contributes: false,
    hash: null,
    reason: `${winner} takes precedence`,
  }));
}

function contributing(name: VariantName, component: Component): Variant {
  return { name, contributes: true, hash: hashComponent(component), component };
}

function suppressed(name: VariantName, component: Component, winner: string): Variant {
  return { name, contributes: false, hash: null, reason: `${winner} takes precedence`, component };
}

function grouping(variants: readonly Variant[]): Grouping {
  const [first, ...rest] = variants.flatMap((variant) => variant.hash ?? []);
  return { version: 1, hashes: [first ?? hashParts([]), ...rest], variants };
}
