// The tree of a trace from spans in any order, some of which never arrived.
import type { TraceError, TraceSpan } from "#lib/traces/schema.ts";

export type TraceNode<Span extends TreeSpan = TraceSpan> = {
  span: Span;
  /** By start. */
  children: TraceNode<Span>[];
  errors: TraceError[];
  /** It names a parent that is not there: one that was not sampled, not sent, or lost. */
  isOrphan: boolean;
};

type TreeSpan = Pick<TraceSpan, "spanId" | "parentSpanId" | "startUs" | "durationUs">;

export type TraceTree<Span extends TreeSpan = TraceSpan> = {
  /** By start: spans without a parent, those whose parent is not there, and the first of each circle. */
  roots: TraceNode<Span>[];
  /** Errors of spans that are not there. */
  errors: TraceError[];
};

const byStart = (a: TraceNode<TreeSpan>, b: TraceNode<TreeSpan>) =>
  a.span.startUs - b.span.startUs || b.span.durationUs - a.span.durationUs;

/** Spans that nothing in `reached` leads to hang in circles; one of each becomes its root. */
function cutCircles<Span extends TreeSpan>(
  nodes: ReadonlyMap<string, TraceNode<Span>>,
  roots: TraceNode<Span>[],
): void {
  const reached = new Set<TraceNode<Span>>();
  const reach = (root: TraceNode<Span>) => {
    const waiting = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (reached.has(node)) continue;
      reached.add(node);
      waiting.push(...node.children);
    }
  };
  roots.forEach(reach);
  for (const node of [...nodes.values()].sort(byStart)) {
    if (reached.has(node)) continue;
    const parent = nodes.get(node.span.parentSpanId);
    if (parent) parent.children = parent.children.filter((child) => child !== node);
    node.isOrphan = true;
    roots.push(node);
    reach(node);
  }
}

/** @param spans each id once. */
export function buildTree<Span extends TreeSpan>(
  spans: readonly Span[],
  errors: readonly TraceError[] = [],
): TraceTree<Span> {
  const nodes = new Map<string, TraceNode<Span>>();
  for (const span of spans) nodes.set(span.spanId, { span, children: [], errors: [], isOrphan: false });
  const roots: TraceNode<Span>[] = [];
  for (const node of nodes.values()) {
    const { parentSpanId } = node.span;
    const parent = nodes.get(parentSpanId);
    node.isOrphan = parentSpanId !== "" && parent === undefined;
    (parent?.children ?? roots).push(node);
  }
  cutCircles(nodes, roots);
  roots.sort(byStart);
  for (const node of nodes.values()) node.children.sort(byStart);
  const homeless: TraceError[] = [];
  for (const error of errors) (nodes.get(error.spanId)?.errors ?? homeless).push(error);
  return { roots, errors: homeless };
}
