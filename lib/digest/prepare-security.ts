import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareSecurity: Digester = (_item, context, into) =>
  refuse(context, into, { category: "security", outcome: "invalid", reason: "unsupported_item" });
