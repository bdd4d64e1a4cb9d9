import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareClientReport: Digester = (_item, context, into) =>
  refuse(context, into, { category: "internal", outcome: "invalid", reason: "unsupported_item" });
