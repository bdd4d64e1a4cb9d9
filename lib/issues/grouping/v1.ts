import type { Event } from "#lib/events/event.ts";
import { soleThread } from "#lib/events/sole-thread.ts";
import { checksumVariant } from "#lib/issues/grouping/checksum-variant.ts";
import { hashComponent, hashParts, type Component } from "#lib/issues/grouping/component.ts";
import { cspComponent } from "#lib/issues/grouping/csp-component.ts";
import { chainViews } from "#lib/issues/grouping/exception-component.ts";
import { resolveFingerprint, resolveTitle, type Fingerprint } from "#lib/issues/grouping/fingerprint.ts";
import type { Variant, VariantName, VersionGrouping } from "#lib/issues/grouping/grouping.ts";
import { isSyntheticMessage } from "#lib/issues/grouping/main-exception.ts";
import { messageComponent } from "#lib/issues/grouping/message-component.ts";
import { parameterize } from "#lib/issues/grouping/parameterize.ts";
import type { Recipe, Rulings } from "#lib/issues/grouping/recipe.ts";
import { stacktraceViews, type Views } from "#lib/issues/grouping/stacktrace-component.ts";
import { templateComponent } from "#lib/issues/grouping/template-component.ts";

/** Version 1 of the grouping rules; a rule that changes hashes belongs in a version of its own. */
export function groupEventV1(event: Event, rulings: Rulings): VersionGrouping {
  return groupByRecipe(event, { ...rulings, clean: parameterize });
}

/** What the versions share. */
export function groupByRecipe(event: Event, recipe: Recipe): VersionGrouping {
  const decided = decide(defaultVariants(event, recipe), resolveFingerprint(event, recipe));
  const variants =
    event.checksum === undefined
      ? decided
      : [checksumVariant(event.checksum), ...suppressAll(decided, "the checksum")];
  const [first, ...rest] = variants.flatMap((variant) => variant.hash ?? []);
  const title = resolveTitle(event, recipe);
  return { hashes: [first ?? hashParts([]), ...rest], ...(title && { title }), variants };
}

function decide(variants: readonly Variant[], fingerprint: Fingerprint): readonly Variant[] {
  switch (fingerprint.kind) {
    case "default":
      return variants;
    case "salted":
      return variants.map((variant) => salt(variant, fingerprint));
    case "fixed":
      return [fingerprintVariant(fingerprint), ...suppressAll(variants, "the fingerprint")];
  }
}

/** The variants of the first strategy that finds something, then those that had to give way. */
function defaultVariants(event: Event, recipe: Recipe): Variant[] {
  const csp = cspComponent(event);
  if (csp !== null) return [contributing("default", csp)];
  const message = messageComponent(event, recipe);
  const template = templateComponent(event);
  const giveWay = (winner: string, ...losers: (Component | null)[]) =>
    losers.flatMap((one) => (one === null ? [] : suppressed("default", one, winner)));
  const stack = stackViews(event, recipe);
  if (stack !== null)
    return [...viewVariants(stack), ...giveWay("the stack trace or error", template, message)];
  if (template !== null) return [contributing("default", template), ...giveWay("the template", message)];
  if (message?.contributes) return [contributing("default", message)];
  return [{ name: "fallback", contributes: true, hash: hashParts([]), reason: "nothing to group by" }];
}

function stackViews(event: Event, recipe: Recipe): Views | null {
  if (event.exceptions.length > 0 && !isSyntheticMessage(event)) {
    const views = chainViews(event, recipe);
    if (views.system.contributes || views.app.contributes) return views;
  }
  for (const stacktrace of [soleThread(event)?.stacktrace, event.stacktrace]) {
    if (stacktrace === undefined) continue;
    const views = stacktraceViews(stacktrace, event.platform, recipe.stacks.get(stacktrace));
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

function fingerprintVariant({ values, source }: Extract<Fingerprint, { kind: "fixed" }>): Variant {
  return {
    name: source.kind === "built_in" ? "built_in_fingerprint" : "custom_fingerprint",
    contributes: true,
    hash: hashParts(values),
    fingerprint: values,
    source,
  };
}

function salt(variant: Variant, { values, source }: Extract<Fingerprint, { kind: "salted" }>): Variant {
  const { hash } = variant;
  if (hash === null) return variant;
  return {
    ...variant,
    hash: hashParts(values.map((value) => value ?? hash)),
    fingerprint: values.map((value) => value ?? "{{ default }}"),
    source,
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
