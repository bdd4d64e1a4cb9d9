import type { Event, ExceptionValue } from "#lib/events/event.ts";
import { branch, hashComponent, ignored, leaf, type Component } from "#lib/issues/grouping/component.ts";
import { selectExceptions } from "#lib/issues/grouping/exception-group.ts";
import type { Recipe } from "#lib/issues/grouping/recipe.ts";
import { stacktraceViews, type Views } from "#lib/issues/grouping/stacktrace-component.ts";

/** All exceptions of an event that count, and the one that stands in for a dropped exception group. */
type Chain = Views & {
  readonly main: ExceptionValue | null;
};

/** The exception chain of an event in both views; one lone exception stands without a wrapper. */
export function chainViews(event: Event, recipe: Recipe): Chain {
  const views = event.exceptions.map((exception) => exceptionViews(exception, event.platform, recipe));
  const app = selectExceptions(event.exceptions, (index) => keyOf(views[index]?.app));
  const system = selectExceptions(event.exceptions, (index) => keyOf(views[index]?.system));
  const main = app.main ?? system.main;
  return {
    app: chain(app.kept.flatMap((index) => views[index]?.app ?? [])),
    system: chain(system.kept.flatMap((index) => views[index]?.system ?? [])),
    main: main === null ? null : (event.exceptions[main] ?? null),
  };
}

function exceptionViews(exception: ExceptionValue, platform: string, { clean, stacks }: Recipe): Views {
  const { stacktrace } = exception;
  const stack = stacktrace && stacktraceViews(stacktrace, platform, stacks.get(stacktrace));
  const nsError = nsErrorComponent(exception);
  let parameterized: Component | undefined;
  const view = (stacktrace: Component | undefined) => {
    const children: Component[] = [];
    const type = typeComponent(exception);
    if (type !== null) children.push(type);
    if (nsError !== null) children.push(nsError);
    if (stacktrace !== undefined) children.push(stacktrace);
    if (exception.value !== "") {
      if (stacktrace?.contributes || nsError !== null)
        children.push(ignored("value", exception.value, unusedReason));
      else children.push((parameterized ??= valueComponent(clean(exception.value))));
    }
    return branch("exception", children);
  };
  return { app: view(stack?.app), system: view(stack?.system) };
}

const unusedReason = "the stack trace or system error takes precedence";

function typeComponent({ type, mechanism }: ExceptionValue): Component | null {
  if (type === "") return null;
  return mechanism?.synthetic ? ignored("type", type, "made up by the SDK") : leaf("type", type);
}

function valueComponent(text: string): Component {
  return text === "" ? ignored("value", text, "blank") : leaf("value", text);
}

/** Apple's error domain and code. */
function nsErrorComponent({ mechanism }: ExceptionValue): Component | null {
  const nsError = mechanism?.meta?.["ns_error"];
  if (typeof nsError !== "object" || nsError === null || Array.isArray(nsError)) return null;
  const { domain, code } = nsError;
  if (typeof domain !== "string" || (typeof code !== "number" && typeof code !== "string")) return null;
  return branch("ns_error", [leaf("domain", domain), leaf("code", String(code))]);
}

function keyOf(component: Component | undefined): string {
  return component === undefined ? "" : hashComponent(component);
}

function chain(components: readonly Component[]): Component {
  const only = components.length === 1 ? components[0] : undefined;
  return only ?? branch("chained-exception", components);
}
