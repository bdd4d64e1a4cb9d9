import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareMetrics: Digester = (_item, context, into) =>
  refuse(context, into, { category: "trace_metric", outcome: "invalid", reason: "unsupported_item" });
