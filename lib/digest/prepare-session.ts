import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareSession: Digester = (_item, context, into) =>
  refuse(context, into, { category: "session", outcome: "invalid", reason: "unsupported_item" });
