import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareTransaction: Digester = (_item, context, into) =>
  refuse(context, into, { category: "transaction", outcome: "invalid", reason: "unsupported_item" });
