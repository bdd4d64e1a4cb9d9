import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareUserReport: Digester = (_item, context, into) =>
  refuse(context, into, { category: "feedback", outcome: "invalid", reason: "unsupported_item" });
