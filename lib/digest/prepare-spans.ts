import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareSpans: Digester = (_item, context, into) =>
  refuse(context, into, { category: "span", outcome: "invalid", reason: "unsupported_item" });
