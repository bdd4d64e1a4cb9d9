// Exceptions in the order people read them: the main one first, then what caused it.
import type { ExceptionValue } from "#lib/events/event.ts";

/** `depth` is the distance from the main exception; `members` is set for an exception that groups others. */
export type ExceptionNode = {
  exception: ExceptionValue;
  depth: number;
  relation: "main" | "cause" | "member";
  members: number | null;
};

/** SDKs that number their exceptions draw a tree; the others a chain. */
export function exceptionTree(exceptions: readonly ExceptionValue[]): ExceptionNode[] {
  const mainFirst = exceptions.toReversed();
  const childrenOf = Map.groupBy(mainFirst, ({ mechanism }) => mechanism?.parentId);
  const byId = new Map(mainFirst.map((exception) => [exception.mechanism?.exceptionId, exception]));
  const main = mainFirst[0];
  if (!main || main.mechanism?.exceptionId === undefined) return mainFirst.map(chainLink);

  const nodes: ExceptionNode[] = [];
  const seen = new Set<ExceptionValue>();
  const visit = (exception: ExceptionValue, depth: number) => {
    if (seen.has(exception)) return;
    seen.add(exception);
    const id = exception.mechanism?.exceptionId;
    const children = (id === undefined ? [] : (childrenOf.get(id) ?? [])).toSorted(byExceptionId);
    const parent = byId.get(exception.mechanism?.parentId);
    nodes.push({
      exception,
      depth,
      relation: depth === 0 ? "main" : parent?.mechanism?.isExceptionGroup ? "member" : "cause",
      members: exception.mechanism?.isExceptionGroup ? children.length : null,
    });
    for (const child of children) visit(child, depth + 1);
  };
  visit(main, 0);
  for (const exception of mainFirst) visit(exception, 1);
  return nodes;
}

const byExceptionId = (a: ExceptionValue, b: ExceptionValue) =>
  (a.mechanism?.exceptionId ?? 0) - (b.mechanism?.exceptionId ?? 0);

function chainLink(exception: ExceptionValue, index: number): ExceptionNode {
  return { exception, depth: index, relation: index === 0 ? "main" : "cause", members: null };
}
