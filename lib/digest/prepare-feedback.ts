import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareFeedback: Digester = (_item, context, into) =>
  refuse(context, into, { category: "feedback", outcome: "invalid", reason: "unsupported_item" });
